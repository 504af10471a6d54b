/** Payload decoders: from the bytes that a device sent to fields. */
@NullMarked
package dk.bypuls.ingest.decoder;

import org.jspecify.annotations.NullMarked;
