/** What is wrong with readings, told from themselves and those before them: one class a flag. */
@NullMarked
package dk.bypuls.aggregator.quality;

import org.jspecify.annotations.NullMarked;
