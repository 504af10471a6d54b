/** Takes messages from MQTT brokers; the only place that knows the Paho client. */
@NullMarked
package dk.bypuls.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
