/** The wall: what may leave for the open side, and the only way to send it there. */
@NullMarked
package dk.bypuls.aggregator.release;

import org.jspecify.annotations.NullMarked;
