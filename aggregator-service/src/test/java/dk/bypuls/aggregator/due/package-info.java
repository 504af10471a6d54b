/** Tests of what is due. */
@NullMarked
package dk.bypuls.aggregator.due;

import org.jspecify.annotations.NullMarked;
