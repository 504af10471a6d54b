package dk.bypuls.aggregator.privacy;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** Random bits without end that are a function of a key and a label: HMAC of label and counter. */
final class KeyedBits {

  private final Mac mac;
  private final byte[] label;
  private long counter;
  private byte[] block = {};
  private int used;

  KeyedBits(Mac mac, byte[] label) {
    this.mac = mac;
    this.label = label.clone();
  }

  /** One of 0 to bound - 1, each as likely as the others. */
  long below(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nothing is below " + bound);
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
    // What is too large is drawn again: a remainder would make small numbers likelier.
    while (true) {
      long drawn = next(bits);
      if (drawn < bound) {
        return drawn;
      }
    }
  }

  boolean next() {
    return next(1) == 1;
  }

  private long next(int bits) {
    long drawn = 0;
    for (int i = 0; i < bits; i++) {
      drawn = drawn << 1 | bit();
    }
    return drawn;
  }

  private int bit() {
    if (used == block.length * Byte.SIZE) {
      mac.update(label);
      block = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
      used = 0;
    }
    int bit = block[used / Byte.SIZE] >> (used % Byte.SIZE) & 1;
    used++;
    return bit;
  }
}
