/** Tests of windows that are made once more. */
@NullMarked
package dk.bypuls.aggregator.recompute;

import org.jspecify.annotations.NullMarked;
