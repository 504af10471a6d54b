/**
 * What happens in the town without anyone measuring it: time, people's rhythm, weather and water.
 */
@NullMarked
package dk.bypuls.simulator.nature;

import org.jspecify.annotations.NullMarked;
