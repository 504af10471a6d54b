package dk.bypuls.events;

import dk.bypuls.events.codec.Codec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A topic and all that its writers and readers must agree on.
 *
 * @param partitions fixed for the life of an installation
 * @param retention how long a record is kept; for a compacted topic, how long a newer one may take
 *     to replace an older
 */
public record Topic<T>(
    String name, Codec<T> codec, int partitions, Duration retention, boolean compacted, Side side) {

  /** Which side of the wall a topic is on. */
  public enum Side {
    /** May hold raw readings and exact protected values. */
    INNER,
    /** Holds only what may be known to anyone. */
    OPEN
  }

  /**
   * The settings the broker must hold for it. Time stamps are append times: with event times,
   * retention would delete back-filled records at once.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("compression.type", "producer");
    if (compacted) {
      settings.put("cleanup.policy", "compact");
      // A reader that starts in the middle of an apply must still find what was there before it.
      settings.put("min.compaction.lag.ms", Long.toString(Duration.ofHours(1).toMillis()));
      settings.put("max.compaction.lag.ms", Long.toString(retention.toMillis()));
      settings.put("delete.retention.ms", Long.toString(Duration.ofDays(1).toMillis()));
    } else {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", Long.toString(retention.toMillis()));
      // Segments no longer than a tenth of the retention, so that what is over is soon gone (B12).
      settings.put("segment.ms", Long.toString(Math.max(retention.toMillis() / 10, 60_000)));
    }
    return settings;
  }

  @Override
  public String toString() {
    return name;
  }
}
