package dk.bypuls.ingest.intake;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of what is taken in. */
public interface IntakeSettings {

  /** The largest body that is read, in bytes. */
  @WithDefault("262144")
  int bodyBytes();

  /** How many messages may come in one body, as a list. */
  @WithDefault("1000")
  int messagesPerBody();

  /** How long the first row of a table may be, in bytes: each further row is kept with it. */
  @WithDefault("16384")
  int firstRowBytes();

  /** How many readings may become of one message with what a device stored. */
  @WithDefault("5000")
  int readingsPerMessage();

  /** How deep a document may be nested. */
  @WithDefault("32")
  int nestingDepth();

  /** How many characters a number may have. */
  @WithDefault("64")
  int numberLength();

  /** How many characters the name of a field may have. */
  @WithDefault("256")
  int nameLength();

  /** How many messages may wait for Kafka at once. */
  @WithDefault("20000")
  int inFlight();

  /** How many undeclared fields are noticed by their names. */
  @WithDefault("10000")
  int undeclaredNotices();

  /** How long a sender that was refused is asked to wait. */
  @WithDefault("PT5S")
  Duration retryAfter();

  /** How far ahead of its arrival a message may claim to be observed. */
  @WithDefault("PT15M")
  Duration clockAhead();

  /** How long before its arrival a message may claim to be observed. */
  @WithDefault("P3653D")
  Duration clockBehind();
}
