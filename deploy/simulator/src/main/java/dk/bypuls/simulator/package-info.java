/** The two commands of the simulated town: write its registry, and let it speak. */
@NullMarked
package dk.bypuls.simulator;

import org.jspecify.annotations.NullMarked;
