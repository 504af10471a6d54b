package dk.bypuls.ingest.intake;

import dk.bypuls.ingest.intake.InboundMessage.Way;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that it takes to read a message once more: its bytes, and how they came. Both are sealed, as
 * a topic often holds a device's name.
 *
 * <p>Sealed before there were topics in it, an original is its body alone; {@link #FORM} tells.
 */
@SuppressWarnings("ArrayRecordComponent") // what is sealed and opened, and nobody compares
public record Original(Way way, byte[] body) {

  /** What is told of a quarantined message whose sealed bytes are of this form. */
  public static final Map.Entry<String, String> FORM = Map.entry("original", "1");

  /** What is told of one whose body was longer than what is kept. */
  public static final Map.Entry<String, String> CUT = Map.entry("cut", "true");

  /** What is told of one out of which data of a person was taken before it was sealed. */
  public static final Map.Entry<String, String> REDACTED = Map.entry("personalData", "redacted");

  /** What is told of one that was not kept, as what is of a person could not be taken out. */
  public static final Map.Entry<String, String> NOT_KEPT = Map.entry("personalData", "not-kept");

  private static final int ABSENT = -1;

  /** The bytes that are sealed. */
  byte[] toBytes() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 64);
        DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, way.topic());
      write(out, way.event());
      write(out, way.contentType());
      out.write(body);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
  }

  /**
   * What was sealed.
   *
   * @param about what is told of the message beside its seal
   * @throws IOException if the bytes are not what was sealed
   */
  public static Original of(Map<String, String> about, byte[] bytes) throws IOException {
    if (!FORM.getValue().equals(about.get(FORM.getKey()))) {
      return new Original(new Way(null, about.get("event"), about.get("contentType")), bytes);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Way way = new Way(read(in), read(in), read(in));
      return new Original(way, in.readAllBytes());
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    if (length < 0 || length > in.available()) {
      throw new IOException("the original is not whole");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
