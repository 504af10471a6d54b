package dk.bypuls.ingest.format.chirpstack;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes protobuf by field numbers, as ChirpStack does. */
final class Protobuf {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private Protobuf() {}

  static Protobuf message() {
    return new Protobuf();
  }

  Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Protobuf bytes(int field, byte[] value) {
    return write(() -> out.writeByteArray(field, value));
  }

  Protobuf in(int field, Protobuf message) {
    return bytes(field, message.toBytes());
  }

  Protobuf unsigned(int field, int value) {
    return write(() -> out.writeUInt32(field, value));
  }

  Protobuf signed(int field, int value) {
    return write(() -> out.writeInt32(field, value));
  }

  Protobuf truth(int field, boolean value) {
    return write(() -> out.writeBool(field, value));
  }

  Protobuf single(int field, float value) {
    return write(() -> out.writeFloat(field, value));
  }

  Protobuf number(int field, double value) {
    return write(() -> out.writeDouble(field, value));
  }

  /** The tag of a group's end, that never began. */
  Protobuf endOfGroup(int field) {
    return write(() -> out.writeTag(field, WireFormat.WIRETYPE_END_GROUP));
  }

  private Protobuf write(Writer writer) {
    try {
      writer.write();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  static Protobuf time(long seconds, int nanos) {
    Protobuf time = message();
    time.write(() -> time.out.writeInt64(1, seconds));
    return time.signed(2, nanos);
  }

  static Protobuf entry(String key, Protobuf value) {
    return message().text(1, key).in(2, value);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private interface Writer {
    void write() throws IOException;
  }
}
