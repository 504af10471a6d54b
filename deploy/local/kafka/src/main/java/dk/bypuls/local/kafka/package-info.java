/** The Kafka broker of the one-machine city: a process of its own with a class path of its own. */
@NullMarked
package dk.bypuls.local.kafka;

import org.jspecify.annotations.NullMarked;
