/** Tests of the readings of series. */
@NullMarked
package dk.bypuls.aggregator.series;

import org.jspecify.annotations.NullMarked;
