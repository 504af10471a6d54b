package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The form of a WebSocket: each event a JSON text message, as the frame that goes over the wire
 * (RFC 6455, 5.2), so that the same bytes are written to all. What a server sends is not masked.
 */
final class TextFrames {

  private static final byte WHOLE_TEXT = (byte) 0x81;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;

  private TextFrames() {}

  static void write(Told told, Buffer to) {
    String id = told.id();
    String head =
        "{\"event\":\"" + told.event() + (id == null ? "" : "\",\"id\":\"" + id) + "\",\"data\":";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    int length = start.length + told.data().length + 1;
    to.appendByte(WHOLE_TEXT);
    if (length < LENGTH_OF_16_BITS) {
      to.appendByte((byte) length);
    } else if (length < 1 << 16) {
      to.appendByte((byte) LENGTH_OF_16_BITS).appendUnsignedShort(length);
    } else {
      to.appendByte((byte) LENGTH_OF_64_BITS).appendLong(length);
    }
    to.appendBytes(start).appendBytes(told.data()).appendByte((byte) '}');
  }
}
