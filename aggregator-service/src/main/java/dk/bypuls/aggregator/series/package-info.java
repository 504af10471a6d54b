/** The recent readings of every series, packed, each kept once: what all windows are made of. */
@NullMarked
package dk.bypuls.aggregator.series;

import org.jspecify.annotations.NullMarked;
