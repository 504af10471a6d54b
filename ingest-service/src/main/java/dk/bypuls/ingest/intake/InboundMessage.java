package dk.bypuls.ingest.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as a transport received it.
 *
 * @param source the source whose way it came by
 * @param body the bytes, which nobody changes any more
 */
@SuppressWarnings("ArrayRecordComponent") // the transports hand over bytes, and nobody compares
public record InboundMessage(String source, byte[] body, Instant receivedAt, Way way) {

  /**
   * What a transport knows beside the body.
   *
   * @param topic the topic of a broker, or what follows the source in the address of a post
   * @param event what the sender's address says it tells of, such as {@code up}
   * @param contentType of which kind the body is
   */
  public record Way(@Nullable String topic, @Nullable String event, @Nullable String contentType) {

    /** Nothing but the body. */
    public static final Way UNTOLD = new Way(null, null, null);

    /** From a broker. */
    public static Way topic(String topic) {
      return new Way(topic, null, null);
    }
  }
}
