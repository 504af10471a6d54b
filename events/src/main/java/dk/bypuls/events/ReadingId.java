package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.nio.ByteBuffer;

/**
 * The identity of a reading: a hash of tenant, sensor, quantity, index in the message, and origin.
 *
 * <p>Never of the way it came, the time it arrived, or a person.
 */
public record ReadingId(long high, long low) implements Comparable<ReadingId> {

  static ReadingId of(String tenant, String sensor, Quantity quantity, int index, Origin origin) {
    ByteBuffer hash =
        Digest.start()
            .with(tenant)
            .with(sensor)
            .with(quantity.number())
            .with(index)
            .with(origin.high())
            .with(origin.low())
            .finish();
    return new ReadingId(hash.getLong(), hash.getLong());
  }

  @Override
  public int compareTo(ReadingId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
