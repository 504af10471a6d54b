/** Hands events to Kafka, keeps its topics as declared, and beats the time of every partition. */
@NullMarked
package dk.bypuls.ingest.kafka;

import org.jspecify.annotations.NullMarked;
