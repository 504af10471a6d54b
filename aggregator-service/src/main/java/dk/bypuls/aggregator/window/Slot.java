package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.Resolution;

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
        LocalDays.Month month = calendar.monthAt(instant);
        yield new Slot(resolution, month.start(), month.end());
      }
      default -> {
        long length = resolution.usualLength().toMillis();
        long start = Math.floorDiv(instant, length) * length;
        yield new Slot(resolution, start, start + length);
      }
    };
  }

  /**
   * Whether a state is told that holds on while nothing is heard. Not each minute: a door that is
   * moved once a day would fill the history.
   */
  boolean tellsWhatHolds() {
    return resolution != Resolution.PT1M;
  }

  long length() {
    return end - start;
  }
}
