/** The figures of windows. */
@NullMarked
package dk.bypuls.aggregator.window;

import org.jspecify.annotations.NullMarked;
