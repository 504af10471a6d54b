package dk.bypuls.events;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Where a message began, as a hash: the same for every copy of it, by whichever way and whenever it
 * arrives.
 *
 * <p>Frame counters start again after a rejoin or a change of battery, so copies count as one only
 * within an hour of observedAt; that is for the reader of the readings to hold.
 */
public record Origin(long high, long low) {

  /** A LoRaWAN uplink. */
  public static Origin ofUplink(String devEui, String devAddr, long frameCounter, byte[] payload) {
    return finish(
        Digest.start().with("lorawan").with(devEui).with(devAddr).with(frameCounter).with(payload));
  }

  /** A message that its sender gave an id. */
  public static Origin ofMessage(String device, String messageId) {
    return finish(Digest.start().with("message").with(device).with(messageId));
  }

  /** A message that only its time and its content tell from others. */
  public static Origin ofContent(String device, Instant observedAt, byte[] content) {
    return finish(
        Digest.start().with("content").with(device).with(observedAt.toEpochMilli()).with(content));
  }

  private static Origin finish(Digest digest) {
    ByteBuffer hash = digest.finish();
    return new Origin(hash.getLong(), hash.getLong());
  }
}
