package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Tick;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The windows of one series and range, made of its readings as the stream would have made them had
 * each come at the moment in which it was observed.
 *
 * <p>They are handed on month by month, so that a range of years takes the memory of a month.
 */
final class PastSeries {

  private static final Tick TICK = new Tick("back-fill");
  private static final Duration BEAT = Duration.ofMinutes(15);

  /** What ends with a beat is complete so long after it, and what ends a minute later is not. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  /** How much further back than its lateness a window may look for what is carried into it. */
  private static final Duration FURTHER_BACK = Duration.ofDays(2);

  private final Asked asked;
  private final Recomputation recomputation;
  private final Each each;
  private final Instant earliest;
  private Instant beat;
  private Instant month;
  private boolean goesOn = true;

  /** Takes what was made of a stretch of the range; answers whether to go on. */
  interface Each {
    boolean take(Instant from, Instant to, Map<String, ToldWindow> made);
  }

  PastSeries(Asked asked, Registry registry, Dataset dataset, int partition, Each each) {
    this.asked = asked;
    this.recomputation =
        new Recomputation(
            asked, registry, dataset, WindowRules.DEFAULT, partition, Limits.MOST_WINDOWS);
    this.each = each;
    this.earliest = asked.from().minus(dataset.lateness()).minus(FURTHER_BACK);
    this.beat = asked.from();
    this.month = asked.from();
  }

  /**
   * Makes the windows. What was observed shortly before the range is carried into it and makes
   * none.
   *
   * @param readings of that series, each a message of its own, in the order of their time
   * @return whether it came to the end of the range
   */
  boolean make(List<Readings> readings) {
    List<Readings> near =
        readings.stream()
            .filter(one -> !at(one).isBefore(earliest) && at(one).isBefore(asked.to()))
            .toList();
    if (!near.isEmpty() && at(near.get(0)).isBefore(beat)) {
      beat = earliest;
    }
    for (Readings one : near) {
      beatUntil(at(one));
      recomputation.take(one, at(one).toEpochMilli());
    }
    beatUntil(asked.to().plus(SETTLED).plusMillis(1));
    return goesOn;
  }

  static Instant at(Readings one) {
    return one.readings().get(0).observedAt();
  }

  private void beatUntil(Instant instant) {
    for (; goesOn && beat.plus(SETTLED).isBefore(instant); beat = beat.plus(BEAT)) {
      recomputation.take(TICK, beat.plus(SETTLED).toEpochMilli());
      if (beat.equals(asked.to()) || beat.equals(Resolution.P1M.spanAt(month).end())) {
        goesOn = each.take(month, beat, recomputation.toldSince());
        month = beat;
      }
    }
  }
}
