package dk.bypuls.events.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/** One Protocol Buffers message being read, field by field. */
final class MessageReader {

  private final CodedInputStream in;
  private int tag;

  private MessageReader(byte[] bytes) {
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

  /** A nested message, which must be read to its end. */
  <T> T message(Body<T> body) throws IOException {
    int outer = in.pushLimit(in.readUInt32());
    T read = body.read(this);
    in.popLimit(outer);
    return read;
  }

  /** A packed list of numbers. */
  long[] packed() throws IOException {
    int outer = in.pushLimit(in.readUInt32());
    // No list is longer than its bytes, whatever a damaged length says.
    long[] numbers = new long[Math.min(in.getBytesUntilLimit(), 8)];
    int size = 0;
    while (in.getBytesUntilLimit() > 0) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = in.readUInt64();
    }
    in.popLimit(outer);
    return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
  }

  /** A packed list of numbers that are often below zero. */
  long[] packedSigned() throws IOException {
    long[] numbers = packed();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = CodedInputStream.decodeZigZag64(numbers[i]);
    }
    return numbers;
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

  /** The fields of one type of message. */
  interface Body<T> {
    T read(MessageReader in) throws IOException;
  }
}
