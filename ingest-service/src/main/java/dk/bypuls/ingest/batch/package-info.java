/** Bodies of many records, of any length: taken apart, and taken in record by record. */
@NullMarked
package dk.bypuls.ingest.batch;

import org.jspecify.annotations.NullMarked;
