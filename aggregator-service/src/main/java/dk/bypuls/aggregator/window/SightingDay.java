package dk.bypuls.aggregator.window;

import dk.bypuls.events.Resolution;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What must be known of a tree's local day to count in it.
 *
 * @param taken how many sightings were counted
 * @param mostLeaves in how many leaves one counts: the fewest that any policy of the day allowed so
 *     far, since those that are told already cannot be taken back
 */
record SightingDay(long taken, int mostLeaves) {

  static final SightingDay NONE = new SightingDay(0, Integer.MAX_VALUE);

  static LocalDate at(Instant start) {
    return LocalDate.ofInstant(start, Resolution.ZONE);
  }

  SightingDay with(long more) {
    return new SightingDay(taken + more, mostLeaves);
  }

  SightingDay allowing(int leaves) {
    return new SightingDay(taken, Math.min(mostLeaves, leaves));
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
        .putLong(taken)
        .putInt(mostLeaves)
        .array();
  }

  static SightingDay fromBytes(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    return new SightingDay(in.getLong(), in.getInt());
  }
}
