package dk.bypuls.aggregator.series;

import dk.bypuls.events.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one series, and which of them count.
 *
 * <p>A reading counts if no other of the same id was observed in the hour before it: that is a
 * property of the set, whatever came first.
 */
public final class History {

  /** Days that are held in memory per series; others are read again when they are touched. */
  private static final int DAYS_HELD = 4;

  private final int series;
  private final ChunkStore store;
  private final LocalDays calendar;
  private final List<DayLog> days = new ArrayList<>(2);
  private final RecentIds recent = new RecentIds(this::forEachId);
  private @Nullable Past past;

  /** No reading was observed after this; not known at first. */
  private long newest = Long.MAX_VALUE;

  public History(Series series, KeyValueStore<Bytes, byte[]> store, LocalDays calendar) {
    this.series = series.number();
    this.store = new ChunkStore(store);
    this.calendar = calendar;
  }

  /** About how many bytes of memory it takes. */
  public int weight() {
    int weight = recent.weight();
    for (DayLog day : days) {
      weight += day.weight();
    }
    return weight;
  }

  /** What the arrival of that reading does. */
  public Arrival judge(Observation next) {
    if (!next.canBeCopied() || !recent.mayHold(next.id(), next.observedAt())) {
      return Arrival.FRESH;
    }
    List<Observation> copies =
        copiesOf(
            Set.of(next.id()),
            next.observedAt() - Observation.COPY_SPAN,
            next.observedAt() + Observation.COPY_SPAN + 1);
    return copies.isEmpty() ? Arrival.FRESH : Arrival.among(copies, next);
  }

  /** Keeps the reading. Answers whether it is the first of its local day. */
  public boolean add(Observation next, Arrival arrival) {
    if (next.canBeCopied()) {
      recent.add(next.id(), next.observedAt());
    }
    newest = newest == Long.MAX_VALUE ? newest : Math.max(newest, next.observedAt());
    DayLog day = dayAt(next.observedAt());
    boolean first = day.isEmpty();
    day.add(next, arrival.foundCopy());
    return first;
  }

  /** Shows every reading that counts and was observed from (inclusive) to (exclusive). */
  public void forEach(long from, long to, Reader reader) {
    Set<Long> suspects = suspects(from - Observation.COPY_SPAN, to);
    List<Observation> copies =
        suspects.isEmpty() ? List.of() : copiesOf(suspects, from - Observation.COPY_SPAN, to);
    forEachEntry(
        from,
        to,
        (chunk, index) -> {
          if (suspects.isEmpty()
              || !suspects.contains(chunk.id(index))
              || copies.stream().noneMatch(chunk.get(index)::yieldsTo)) {
            reader.read(
                chunk.observedAt(index), chunk.value(index), chunk.id(index), chunk.hints(index));
          }
        });
  }

  /**
   * The last reading that was observed before that instant, counts and enters figures; absent if
   * there is none in the days that are looked through.
   *
   * @param since days that end before are not looked through; what was forgotten is known all the
   *     same
   */
  public @Nullable Observation lastBefore(long instant, long since) {
    long earliest = Math.max(since, past().through());
    for (long end = instant; end > earliest; ) {
      LocalDays.Day day = calendar.at(end - 1);
      Latest latest = new Latest();
      forEach(day.start(), end, latest);
      if (latest.found != null) {
        return latest.found;
      }
      end = day.start();
    }
    Observation last = past().last();
    return last != null && last.observedAt() < instant ? last : null;
  }

  /**
   * When the next reading after that instant was observed that counts and enters figures; at the
   * end of all time if there is none.
   *
   * @param until later days are not looked through
   */
  public long firstAfter(long instant, long until) {
    if (instant >= newest) {
      return Long.MAX_VALUE;
    }
    for (long start = instant + 1; start <= until; ) {
      LocalDays.Day day = calendar.at(start);
      Earliest earliest = new Earliest();
      forEach(start, day.end(), earliest);
      if (earliest.found < Long.MAX_VALUE) {
        return earliest.found;
      }
      start = day.end();
    }
    newest = instant;
    return Long.MAX_VALUE;
  }

  /**
   * The last readings that say that value before any that says another, of those that count, enter
   * figures and are chosen.
   *
   * @param enough when it need not be looked further back
   */
  public Run runBefore(
      Lookback back, long value, Predicate<Observation> chosen, Predicate<Run> enough) {
    Run run = Run.NONE;
    long bottom = Math.max(back.since(), past().through());
    long end = back.instant();
    for (long step = back.step(); end > bottom; step *= 2) {
      long start = Math.max(bottom, end - step);
      List<Observation> readings = inOrder(start, end, chosen);
      for (int i = readings.size() - 1; i >= 0; i--) {
        if (readings.get(i).value() != value) {
          return run;
        }
        run = run.with(readings.get(i).observedAt());
      }
      if (enough.test(run)) {
        return run;
      }
      end = start;
    }
    Observation last = past().last();
    return last != null && last.value() == value && chosen.test(last)
        ? run.with(past().run())
        : run;
  }

  /** Those that count, enter figures and are chosen, in the order of their time. */
  public List<Observation> inOrder(long from, long to, Predicate<Observation> chosen) {
    List<Observation> readings = new ArrayList<>();
    forEach(
        from,
        to,
        (observedAt, value, id, hints) -> {
          Observation next = new Observation(observedAt, value, id, hints);
          if (next.enters() && chosen.test(next)) {
            readings.add(next);
          }
        });
    readings.sort(Observation::compareByTime);
    return readings;
  }

  /** Whether readings of that instant were forgotten, so that no more are taken in. */
  public boolean hasForgotten(long instant) {
    return instant < past().through();
  }

  /** Up to where the readings were forgotten. */
  public long forgottenThrough() {
    return past().through();
  }

  /** Forgets a day for good, but for its last reading. */
  public void forget(LocalDays.Day day) {
    Observation last = lastBefore(day.end(), day.start());
    Run run =
        last == null || last.equals(past().last())
            ? past().run()
            : runBefore(
                new Lookback(day.end(), day.start(), day.end() - day.start()),
                last.value(),
                reading -> true,
                found -> false);
    past = past().with(day, last, run);
    store.putPast(series, past);
    List<Observation> kept = copiedAfter(day);
    delete(calendar.at(day.start() - 1));
    delete(day);
    kept.forEach(original -> dayAt(day.start()).add(original, true));
  }

  /**
   * The readings of a day's last hour of which one in the next hour is a copy. They stay until that
   * one is forgotten too: else it would count as soon as they are gone.
   */
  private List<Observation> copiedAfter(LocalDays.Day day) {
    long from = day.end() - Observation.COPY_SPAN;
    long to = day.end() + Observation.COPY_SPAN;
    Set<Long> suspects = suspects(from, to);
    if (suspects.isEmpty()) {
      return List.of();
    }
    List<Observation> copies = copiesOf(suspects, day.end(), to);
    return copiesOf(suspects, from, day.end()).stream()
        .filter(original -> copies.stream().anyMatch(copy -> copy.yieldsTo(original)))
        .toList();
  }

  private void delete(LocalDays.Day day) {
    dayAt(day.start()).delete();
    days.removeIf(held -> held.day().equals(day));
  }

  private Past past() {
    Past known = past;
    if (known == null) {
      Past found = store.findPast(series);
      known = found == null ? Past.NONE : found;
      past = known;
    }
    return known;
  }

  /** The ids that more than one reading may have. */
  private Set<Long> suspects(long from, long to) {
    Set<Long> suspects = null;
    for (LocalDays.Day day = calendar.at(from); day.start() < to; day = calendar.at(day.end())) {
      DayLog log = dayAt(day.start());
      if (log.hasCopies()) {
        Set<Long> found = suspects == null ? new HashSet<>() : suspects;
        log.forEach(
            from,
            to,
            (chunk, index) -> {
              if (chunk.foundCopy(index)) {
                found.add(chunk.id(index));
              }
            });
        suspects = found;
      }
    }
    return suspects == null ? Set.of() : suspects;
  }

  private List<Observation> copiesOf(Set<Long> ids, long from, long to) {
    List<Observation> copies = new ArrayList<>();
    forEachEntry(
        from,
        to,
        (chunk, index) -> {
          if (ids.contains(chunk.id(index))) {
            Observation copy = chunk.get(index);
            if (copy.canBeCopied()) {
              copies.add(copy);
            }
          }
        });
    return copies;
  }

  private void forEachId(long from, long to, LongConsumer ids) {
    forEachEntry(from, to, (chunk, index) -> ids.accept(chunk.id(index)));
  }

  private void forEachEntry(long from, long to, DayLog.Entries entries) {
    for (LocalDays.Day day = calendar.at(from); day.start() < to; day = calendar.at(day.end())) {
      dayAt(day.start()).forEach(from, to, entries);
    }
  }

  private DayLog dayAt(long instant) {
    for (DayLog day : days) {
      if (day.day().contains(instant)) {
        return day;
      }
    }
    if (days.size() == DAYS_HELD) {
      days.remove(0);
    }
    DayLog day = new DayLog(store, series, calendar.at(instant));
    days.add(day);
    return day;
  }

  /** Finds the last reading that enters figures. */
  private static final class Latest implements Reader {
    private @Nullable Observation found;

    @Override
    public void read(long observedAt, long value, long id, int hints) {
      Observation next = new Observation(observedAt, value, id, hints);
      if (next.enters() && (found == null || Observation.compareByTime(next, found) > 0)) {
        found = next;
      }
    }
  }

  /** Finds when the first reading that enters figures was observed. */
  private static final class Earliest implements Reader {
    private long found = Long.MAX_VALUE;

    @Override
    public void read(long observedAt, long value, long id, int hints) {
      if (observedAt < found && !Hint.disqualify(hints)) {
        found = observedAt;
      }
    }
  }

  /**
   * From where and how far it is looked back.
   *
   * @param instant what was observed at or after it is not looked at
   * @param since nothing earlier is looked at, but for what is known of what was forgotten
   * @param step how much is looked at first, in milliseconds; each further look is twice as long
   */
  public record Lookback(long instant, long since, long step) {

    /** As far back and as much, from another instant. */
    public Lookback from(long other) {
      return new Lookback(other, since, step);
    }
  }

  /** What is shown readings. */
  public interface Reader {
    void read(long observedAt, long value, long id, int hints);
  }
}
