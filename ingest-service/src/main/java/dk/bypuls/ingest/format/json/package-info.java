/** Any JSON, with pointers to who speaks and when. */
@NullMarked
package dk.bypuls.ingest.format.json;

import org.jspecify.annotations.NullMarked;
