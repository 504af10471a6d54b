/** The wall. */
@NullMarked
package dk.bypuls.aggregator.release;

import org.jspecify.annotations.NullMarked;
