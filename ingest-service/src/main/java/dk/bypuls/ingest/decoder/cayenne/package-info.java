/** The Cayenne Low Power Payload. */
@NullMarked
package dk.bypuls.ingest.decoder.cayenne;

import org.jspecify.annotations.NullMarked;
