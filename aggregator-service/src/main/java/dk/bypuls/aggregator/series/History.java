package dk.bypuls.aggregator.series;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

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

  public History(Series series, KeyValueStore<Bytes, byte[]> store, LocalDays calendar) {
    this.series = series.number();
    this.store = new ChunkStore(store);
    this.calendar = calendar;
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

  /** Forgets a day for good. */
  public void forget(LocalDays.Day day) {
    dayAt(day.start()).delete();
    days.removeIf(held -> held.day().equals(day));
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

  /** What is shown readings. */
  public interface Reader {
    void read(long observedAt, long value, long id, int hints);
  }
}
