/** Tests of the writer of history, on real databases and a real broker. */
@NullMarked
package dk.bypuls.aggregator.store;

import org.jspecify.annotations.NullMarked;
