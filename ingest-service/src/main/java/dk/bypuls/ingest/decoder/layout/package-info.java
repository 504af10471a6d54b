/** Payloads whose bytes a layout explains, without a script. */
@NullMarked
package dk.bypuls.ingest.decoder.layout;

import org.jspecify.annotations.NullMarked;
