package dk.bypuls.ingest.kafka;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Kafka is, and how events are handed to it. */
public interface KafkaSettings {

  /** Where to find the brokers. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /** How many copies each topic has. */
  @WithDefault("1")
  short replicationFactor();

  /** How long a record may wait for company. */
  @WithDefault("PT0.01S")
  Duration linger();

  /** How many bytes of records travel together at most. */
  @WithDefault("262144")
  int batchBytes();

  /** How many bytes of records may wait for Kafka. */
  @WithDefault("67108864")
  long bufferBytes();

  /** How long Kafka may take for a record before its sender is told to keep it. */
  @WithDefault("PT30S")
  Duration deliveryTimeout();

  /** How long Kafka may take for one answer. */
  @WithDefault("PT10S")
  Duration requestTimeout();

  /** How often the time of each partition is beaten. */
  @WithDefault("PT1S")
  Duration tick();

  /** After how long without any answer Kafka is said to be away. */
  @WithDefault("PT5S")
  Duration awayAfter();

  /** How far this machine's clock and Kafka's may be apart before messages are refused. */
  @WithDefault("PT5S")
  Duration clockDifference();
}
