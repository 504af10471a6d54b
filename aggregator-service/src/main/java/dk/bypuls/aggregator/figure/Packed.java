package dk.bypuls.aggregator.figure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/** Whole numbers in as few bytes as they need: seven bits in each, the sign in the lowest. */
final class Packed {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Packed() {}

  static void write(DataOutput out, long value) throws IOException {
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((rest & -MORE) != 0) {
      out.writeByte((int) (rest | MORE));
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long rest = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      byte next = in.readByte();
      rest |= (long) (next & (MORE - 1)) << shift;
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IOException("a number has no end");
  }

  static void write(DataOutput out, BigInteger value) throws IOException {
    byte[] bytes = value.toByteArray();
    write(out, bytes.length);
    out.write(bytes);
  }

  static BigInteger readWide(DataInput in) throws IOException {
    int length = Math.toIntExact(read(in));
    if (length < 1 || length > 2 * Long.BYTES + 1) {
      throw new IOException("a sum has " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new BigInteger(bytes);
  }
}
