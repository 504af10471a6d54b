package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.Resolution;
import java.time.Instant;

/** The stretch of time of a window, in milliseconds since 1970; it starts within, ends before. */
record Slot(Resolution resolution, long start, long end) {

  /** The slot that this instant falls in. */
  static Slot at(Resolution resolution, long instant, LocalDays calendar) {
    return switch (resolution) {
      case P1D -> {
        LocalDays.Day day = calendar.at(instant);
        yield new Slot(resolution, day.start(), day.end());
      }
      case P1M -> {
        Resolution.Span span = resolution.spanAt(Instant.ofEpochMilli(instant));
        yield new Slot(resolution, span.start().toEpochMilli(), span.end().toEpochMilli());
      }
      default -> {
        long length = resolution.usualLength().toMillis();
        long start = Math.floorDiv(instant, length) * length;
        yield new Slot(resolution, start, start + length);
      }
    };
  }

  long length() {
    return end - start;
  }
}
