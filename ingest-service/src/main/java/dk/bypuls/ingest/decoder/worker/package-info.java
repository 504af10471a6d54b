/**
 * The process beside ingest that runs payload codecs: it knows the script engine, and nothing of
 * ingest.
 */
@NullMarked
package dk.bypuls.ingest.decoder.worker;

import org.jspecify.annotations.NullMarked;
