package dk.bypuls.api.basemap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few forms of numbers and fields that tiles and their files are made of. */
final class Protobuf {

  private static final int BITS = 7;
  private static final int LOW_BITS = 0x7f;
  private static final int MORE_FOLLOWS = 0x80;
  private static final int LENGTH_FIRST = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Protobuf varint(long number) {
    long rest = number;
    while ((rest & ~LOW_BITS) != 0) {
      out.write((int) (rest & LOW_BITS) | MORE_FOLLOWS);
      rest >>>= BITS;
    }
    out.write((int) rest);
    return this;
  }

  /** Signed numbers near nothing take few bytes too. */
  Protobuf zigzag(int number) {
    return varint(((long) number << 1 ^ number >> 31) & 0xffffffffL);
  }

  Protobuf number(int field, long value) {
    return varint((long) field << 3).varint(value);
  }

  Protobuf bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_FIRST).varint(value.length);
    out.writeBytes(value);
    return this;
  }

  Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
