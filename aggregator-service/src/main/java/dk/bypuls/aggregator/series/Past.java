package dk.bypuls.aggregator.series;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is still known of the readings of a series that were forgotten.
 *
 * @param through all readings before this are forgotten, and no more are taken in
 * @param last the last of them that counted; absent if none did
 * @param run the last of them that all said what it said
 */
record Past(long through, @Nullable Observation last, Run run) {

  static final Past NONE = new Past(Long.MIN_VALUE, null, Run.NONE);

  private static final int ENDS_AT = Long.BYTES;

  /** The same when a further day is forgotten. */
  Past with(LocalDays.Day day, @Nullable Observation lastOfDay, Run runOfDay) {
    boolean later =
        last == null || (lastOfDay != null && lastOfDay.observedAt() >= last.observedAt());
    return new Past(Math.max(through, day.end()), later ? lastOfDay : last, later ? runOfDay : run);
  }

  static Past of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long through = in.getLong();
    if (bytes.length == ENDS_AT) {
      return new Past(through, null, Run.NONE);
    }
    Observation last = new Observation(in.getLong(), in.getLong(), in.getLong(), in.getInt());
    // Written before runs were: of what came before the last nothing is known.
    Run run =
        in.hasRemaining() ? new Run(in.getLong(), in.getLong()) : Run.NONE.with(last.observedAt());
    return new Past(through, last, run);
  }

  byte[] toBytes() {
    if (last == null) {
      return ByteBuffer.allocate(ENDS_AT).putLong(through).array();
    }
    return ByteBuffer.allocate(6 * Long.BYTES + Integer.BYTES)
        .putLong(through)
        .putLong(last.observedAt())
        .putLong(last.value())
        .putLong(last.id())
        .putInt(last.hints())
        .putLong(run.since())
        .putLong(run.count())
        .array();
  }
}
