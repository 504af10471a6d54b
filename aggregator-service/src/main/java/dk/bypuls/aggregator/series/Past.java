package dk.bypuls.aggregator.series;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is still known of the readings of a series that were forgotten.
 *
 * @param through all readings before this are forgotten, and no more are taken in
 * @param last the last of them that counted; absent if none did
 */
record Past(long through, @Nullable Observation last) {

  static final Past NONE = new Past(Long.MIN_VALUE, null);

  private static final int ENDS_AT = Long.BYTES;

  /** The same when a further day is forgotten. */
  Past with(LocalDays.Day day, @Nullable Observation lastOfDay) {
    boolean later =
        last == null || (lastOfDay != null && lastOfDay.observedAt() >= last.observedAt());
    return new Past(Math.max(through, day.end()), later ? lastOfDay : last);
  }

  static Past of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long through = in.getLong();
    return new Past(
        through,
        bytes.length == ENDS_AT
            ? null
            : new Observation(in.getLong(), in.getLong(), in.getLong(), in.getInt()));
  }

  byte[] toBytes() {
    if (last == null) {
      return ByteBuffer.allocate(ENDS_AT).putLong(through).array();
    }
    return ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
        .putLong(through)
        .putLong(last.observedAt())
        .putLong(last.value())
        .putLong(last.id())
        .putInt(last.hints())
        .array();
  }
}
