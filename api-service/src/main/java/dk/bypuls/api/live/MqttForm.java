package dk.bypuls.api.live;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The form of MQTT: each event a PUBLISH packet. Without acknowledgement it is the same for all who
 * subscribe; what is acknowledged carries a number that the session puts in.
 *
 * @param five whether it is of version 5, which says the event's name and id beside the payload
 * @param acknowledged whether each is acknowledged (QoS 1)
 */
record MqttForm(boolean five, boolean acknowledged) implements Form {

  private static final int PUBLISH = 0x30;
  private static final int QOS_1 = 0x02;
  private static final int RETAINED = 0x01;
  private static final int CONTENT_TYPE = 0x03;
  private static final int USER_PROPERTY = 0x26;

  /** As yet without a number. */
  private static final int NO_NUMBER = 0;

  @Override
  public void write(Told told, Buffer to) {
    LiveEvent.Subject subject = told.subject();
    if (subject == null) {
      return; // What is not about a dataset has no topic.
    }
    byte[] topic =
        utf8(LiveTopics.ROOT + String.join("/", LiveTopics.below(told.event(), subject)));
    Buffer properties = five ? properties(told) : Buffer.buffer();
    int number = acknowledged ? Short.BYTES : 0;
    to.appendByte((byte) (PUBLISH | (acknowledged ? QOS_1 : 0) | (told.isKnown() ? RETAINED : 0)));
    appendLength(
        to, Short.BYTES + topic.length + number + properties.length() + told.data().length);
    to.appendUnsignedShort(topic.length).appendBytes(topic);
    if (acknowledged) {
      to.appendUnsignedShort(NO_NUMBER);
    }
    to.appendBuffer(properties).appendBytes(told.data());
  }

  /** Numbers a packet that is acknowledged and alone in its buffer. */
  static void number(Buffer packet, int number) {
    int at = 1;
    while (packet.getByte(at) < 0) {
      at++;
    }
    at++;
    packet.setUnsignedShort(at + Short.BYTES + packet.getUnsignedShort(at), number);
  }

  private static Buffer properties(Told told) {
    Buffer all = Buffer.buffer();
    all.appendByte((byte) CONTENT_TYPE);
    appendText(all, "application/json");
    appendPair(all, "event", told.event());
    String id = told.id();
    if (id != null) {
      appendPair(all, "id", id);
    }
    Buffer sized = Buffer.buffer();
    appendLength(sized, all.length());
    return sized.appendBuffer(all);
  }

  private static void appendPair(Buffer to, String name, String value) {
    to.appendByte((byte) USER_PROPERTY);
    appendText(to, name);
    appendText(to, value);
  }

  private static void appendText(Buffer to, String text) {
    byte[] bytes = utf8(text);
    to.appendUnsignedShort(bytes.length).appendBytes(bytes);
  }

  /** Seven bits in each byte, the lowest first (MQTT 3.1.1, 2.2.3). */
  private static void appendLength(Buffer to, int length) {
    int rest = length;
    while (rest > 0x7F) {
      to.appendByte((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    to.appendByte((byte) rest);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
