/** Tests of windows without a stream. */
@NullMarked
package dk.bypuls.aggregator.window;

import org.jspecify.annotations.NullMarked;
