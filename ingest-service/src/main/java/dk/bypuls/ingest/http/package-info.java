/** Takes messages that are posted. */
@NullMarked
package dk.bypuls.ingest.http;

import org.jspecify.annotations.NullMarked;
