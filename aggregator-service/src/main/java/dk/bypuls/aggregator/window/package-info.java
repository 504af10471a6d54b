/** Windows of the readings of every series: when each is complete, what it says, what is told. */
@NullMarked
package dk.bypuls.aggregator.window;

import org.jspecify.annotations.NullMarked;
