/** The events of the network server ChirpStack. */
@NullMarked
package dk.bypuls.ingest.format.chirpstack;

import org.jspecify.annotations.NullMarked;
