package dk.bypuls.aggregator.figure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/** A sum in 128 bits: exact for any number of readings that a window can hold. */
final class WideSum {

  private long high;
  private long low;

  void add(long value) {
    add(value >> (Long.SIZE - 1), value);
  }

  void addSquare(long value) {
    add(Math.multiplyHigh(value, value), value * value);
  }

  void add(WideSum other) {
    add(other.high, other.low);
  }

  BigInteger get() {
    BigInteger lowest = BigInteger.valueOf(low);
    BigInteger unsigned = low < 0 ? lowest.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : lowest;
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
  }

  private void add(long nextHigh, long nextLow) {
    low += nextLow;
    long carry = Long.compareUnsigned(low, nextLow) < 0 ? 1 : 0;
    high += nextHigh + carry;
  }

  void write(DataOutput out) throws IOException {
    Packed.write(out, get());
  }

  void read(DataInput in) throws IOException {
    BigInteger sum = Packed.readWide(in);
    low = sum.longValue();
    high = sum.shiftRight(Long.SIZE).longValueExact();
  }
}
