/** Seals what could not become readings, with keys that do not outlive it. */
@NullMarked
package dk.bypuls.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
