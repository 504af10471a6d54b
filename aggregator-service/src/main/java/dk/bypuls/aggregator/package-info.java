/** Computation on streams: makes windows of readings and writes them to the history. */
@NullMarked
package dk.bypuls.aggregator;

import org.jspecify.annotations.NullMarked;
