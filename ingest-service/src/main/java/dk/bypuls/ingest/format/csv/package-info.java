/** Tables of values with separators, in wide rows or with one value in each. */
@NullMarked
package dk.bypuls.ingest.format.csv;

import org.jspecify.annotations.NullMarked;
