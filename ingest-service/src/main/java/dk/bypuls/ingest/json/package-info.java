/** Reads JSON that nobody vouches for. */
@NullMarked
package dk.bypuls.ingest.json;

import org.jspecify.annotations.NullMarked;
