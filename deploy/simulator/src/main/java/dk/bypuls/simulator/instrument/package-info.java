/** What each kind of sensor measures of the nature around it, and in which fields it says so. */
@NullMarked
package dk.bypuls.simulator.instrument;

import org.jspecify.annotations.NullMarked;
