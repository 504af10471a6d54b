/**
 * Windows made once more, of the readings that are still there or of files, and held against
 * history.
 */
@NullMarked
package dk.bypuls.aggregator.recompute;

import org.jspecify.annotations.NullMarked;
