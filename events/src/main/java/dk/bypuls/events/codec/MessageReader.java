package dk.bypuls.events.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;

/** One Protocol Buffers message being read, field by field. */
final class MessageReader {

  private final CodedInputStream in;
  private int tag;

  MessageReader(byte[] bytes) {
    in = CodedInputStream.newInstance(bytes);
  }

  /**
   * The number of the next field, or 0 at the end. A field that is not asked for must be passed
   * over.
   */
  int nextField() throws IOException {
    tag = in.readTag();
    return WireFormat.getTagFieldNumber(tag);
  }

  void passOver() throws IOException {
    in.skipField(tag);
  }

  String text() throws IOException {
    return in.readStringRequireUtf8();
  }

  long number() throws IOException {
    return in.readUInt64();
  }

  int smallNumber() throws IOException {
    return Math.toIntExact(in.readUInt64());
  }

  long signed() throws IOException {
    return in.readSInt64();
  }

  long hash() throws IOException {
    return in.readFixed64();
  }

  Instant instant() throws IOException {
    return Instant.ofEpochMilli(in.readSInt64());
  }

  byte[] bytes() throws IOException {
    return in.readByteArray();
  }

  MessageReader message() throws IOException {
    return new MessageReader(bytes());
  }

  /** Reads an event and turns every way of failing into one. */
  static <T> T read(String type, byte[] bytes, Body<T> body) {
    try {
      return body.read(new MessageReader(bytes));
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException(
          "these " + bytes.length + " bytes are no " + type + ": " + e.getMessage(), e);
    }
  }

  /** The fields of one type of event. */
  interface Body<T> {
    T read(MessageReader in) throws IOException;
  }
}
