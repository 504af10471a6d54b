/** Sensor Measurement Lists (RFC 8428). */
@NullMarked
package dk.bypuls.ingest.format.senml;

import org.jspecify.annotations.NullMarked;
