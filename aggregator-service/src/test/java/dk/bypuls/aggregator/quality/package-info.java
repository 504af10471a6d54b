/** Tests of what is wrong with readings. */
@NullMarked
package dk.bypuls.aggregator.quality;

import org.jspecify.annotations.NullMarked;
