package dk.bypuls.api.usage;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this instance counted and has not written down yet. Nothing in it says who asked. */
final class Counts {

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<Counted, Tally> tallies = new ConcurrentHashMap<>();
  private final Map<String, Listeners> listeners = new ConcurrentHashMap<>();
  private volatile @Nullable Today today;

  Counts(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** What is counted together. In one order, so that instances do not wait for each other. */
  record Counted(LocalDate day, String dataset, Way way) implements Comparable<Counted> {

    @Override
    public int compareTo(Counted other) {
      int byDay = day.compareTo(other.day);
      int byDataset = byDay != 0 ? byDay : dataset.compareTo(other.dataset);
      return byDataset != 0 ? byDataset : way.compareTo(other.way);
    }
  }

  /**
   * Those who listen to a dataset.
   *
   * @param day on which they were counted
   * @param sinceNanos up to when their time was counted
   */
  private record Listeners(int count, LocalDate day, long sinceNanos) {}

  void count(String dataset, Way way, Tally tally) {
    add(today(), dataset, way, tally);
  }

  /** Counts one more who listens to these datasets, until what is returned is run. */
  Runnable listen(Collection<String> datasets) {
    List<String> heard = List.copyOf(datasets);
    heard.forEach(dataset -> listeners.compute(dataset, (id, known) -> settled(id, known, 1)));
    return () ->
        heard.forEach(
            dataset -> listeners.computeIfPresent(dataset, (id, known) -> left(id, known)));
  }

  private @Nullable Listeners left(String dataset, Listeners known) {
    Listeners left = settled(dataset, known, -1);
    return left.count() == 0 ? null : left;
  }

  /** Counts their time so far; whoever goes on listening on another day is one of that day too. */
  private Listeners settled(String dataset, @Nullable Listeners known, int more) {
    LocalDate today = today();
    long now = nanoTime.getAsLong();
    int count = known == null ? 0 : known.count();
    long listened = known == null ? 0 : count * (now - known.sinceNanos());
    boolean isNewDay = known != null && !known.day().equals(today);
    int counted = Math.max(0, more) + (isNewDay ? count : 0);
    add(
        today,
        dataset,
        Way.LIVE,
        new Tally(counted, 0, 0, TimeUnit.NANOSECONDS.toMillis(listened)));
    return new Listeners(count + more, today, now);
  }

  private void add(LocalDate day, String dataset, Way way, Tally tally) {
    if (!tally.equals(Tally.NOTHING)) {
      tallies.merge(new Counted(day, dataset, way), tally, Tally::plus);
    }
  }

  /** Takes all that was counted. */
  Map<Counted, Tally> drain() {
    listeners
        .keySet()
        .forEach(
            dataset -> listeners.computeIfPresent(dataset, (id, known) -> settled(id, known, 0)));
    Map<Counted, Tally> drained = new TreeMap<>();
    for (Counted counted : List.copyOf(tallies.keySet())) {
      Tally tally = tallies.remove(counted);
      if (tally != null) {
        drained.put(counted, tally);
      }
    }
    return drained;
  }

  /** Takes back what could not be written down. */
  void giveBack(Map<Counted, Tally> drained) {
    drained.forEach((counted, tally) -> tallies.merge(counted, tally, Tally::plus));
  }

  LocalDate today() {
    Instant now = clock.instant();
    Today known = today;
    if (known == null || !known.has(now)) {
      known = Today.at(now);
      today = known;
    }
    return known.day();
  }

  /** A day, and from when until when it is today. */
  private record Today(LocalDate day, Instant from, Instant to) {

    static Today at(Instant now) {
      LocalDate day = LocalDate.ofInstant(now, Resolution.ZONE);
      return new Today(day, midnight(day), midnight(day.plusDays(1)));
    }

    private static Instant midnight(LocalDate day) {
      return day.atStartOfDay(Resolution.ZONE).toInstant();
    }

    boolean has(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }
}
