package dk.bypuls.ingest.mqtt;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How brokers are subscribed to. */
public interface MqttSettings {

  /**
   * How many messages of one source may be unacknowledged at once: at least the rate times the time
   * that Kafka takes to acknowledge.
   */
  @WithDefault("2000")
  int receiveMaximum();

  /** How long a broker keeps the session of an absent instance; the largest value is for ever. */
  @WithDefault("4294967295")
  long sessionExpirySeconds();

  /** How long a broker may take to answer. */
  @WithDefault("PT10S")
  Duration answerWithin();

  /** How often a silent connection is probed. */
  @WithDefault("PT30S")
  Duration keepAlive();

  /** How long to wait before the first new attempt; each further wait is twice as long. */
  @WithDefault("PT1S")
  Duration firstWait();

  /** How long to wait at most before a new attempt. */
  @WithDefault("PT30S")
  Duration longestWait();

  /** How long messages that were taken in may take to be acknowledged when the service stops. */
  @WithDefault("PT5S")
  Duration drainWithin();

  /**
   * Whether this instance subscribes for sources without a group, whose messages nobody divides. Of
   * several instances, it is true for one.
   */
  @WithDefault("true")
  boolean undivided();

  /** The file that holds users, passwords and PEM files by the names that sources call them. */
  Optional<Path> credentials();
}
