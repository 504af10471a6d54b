/** Reads what LoRaWAN network servers send. */
@NullMarked
package dk.bypuls.ingest.lorawan;

import org.jspecify.annotations.NullMarked;
