/** The topology on Kafka Streams, and what starts, watches and measures it. */
@NullMarked
package dk.bypuls.aggregator.stream;

import org.jspecify.annotations.NullMarked;
