package dk.bypuls.api.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the parts were, minute by minute, for as long as is kept. A minute in which any look found
 * trouble is one of trouble; one in which nobody looked is told as that, and never as well.
 */
final class Past {

  /** So many minutes without a look are a gap; fewer are a start. */
  private static final int GAP = 3;

  private final Instant origin;
  private final Map<Part, Minutes> parts = new EnumMap<>(Part.class);
  private final Set<OfDay> unwritten = new HashSet<>();

  /** Nothing known yet, and never anything of before that UTC day. */
  Past(LocalDate origin) {
    this.origin = origin.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (Part part : Part.values()) {
      parts.put(part, new Minutes());
    }
  }

  /** A part's UTC day. */
  record OfDay(Part part, LocalDate day) {}

  /** How many minutes of a stretch somebody looked, and in how many of those all was well. */
  record Share(int seen, int up) {}

  synchronized void note(Part part, Instant at, boolean isWell) {
    of(part).note(minuteOf(at), isWell);
    unwritten.add(new OfDay(part, LocalDate.ofInstant(at, ZoneOffset.UTC)));
  }

  /** Takes in what others saw, or this service before it started. */
  synchronized void add(OfDay ofDay, Minutes.Day day) {
    int first = minuteOf(ofDay);
    if (first >= 0) {
      of(ofDay.part()).add(first, day);
    }
  }

  /** What nobody has written down yet. Whoever cannot write it gives it back. */
  synchronized Map<OfDay, Minutes.Day> drain() {
    Map<OfDay, Minutes.Day> drained = new HashMap<>();
    unwritten.forEach(ofDay -> drained.put(ofDay, of(ofDay.part()).day(minuteOf(ofDay))));
    unwritten.clear();
    return drained;
  }

  synchronized void giveBack(Set<OfDay> drained) {
    unwritten.addAll(drained);
  }

  synchronized void forget(LocalDate before) {
    int first = minuteOf(before.atStartOfDay(ZoneOffset.UTC).toInstant());
    parts.values().forEach(minutes -> minutes.forget(Math.max(0, first)));
    unwritten.removeIf(ofDay -> ofDay.day().isBefore(before));
  }

  /** The first minute that anybody looked in. */
  synchronized Optional<Instant> first() {
    int first = seenAtAll().nextSetBit(0);
    return first < 0 ? Optional.empty() : Optional.of(instantOf(first));
  }

  /** Since when a part has been as it was seen last, without a gap. */
  synchronized Optional<Instant> since(Part part) {
    Minutes minutes = of(part);
    int from = minutes.seen.length() - 1;
    if (from < 0) {
      return Optional.empty();
    }
    boolean isTrouble = minutes.trouble.get(from);
    int before = minutes.seen.previousSetBit(from - 1);
    while (before >= 0 && from - before <= GAP && minutes.trouble.get(before) == isTrouble) {
      from = before;
      before = minutes.seen.previousSetBit(from - 1);
    }
    return Optional.of(instantOf(from));
  }

  synchronized Share share(Part part, Instant from, Instant to) {
    int first = Math.max(0, minuteOf(from));
    int end = Math.max(first, minuteOf(to));
    BitSet seen = of(part).seen.get(first, end);
    BitSet trouble = of(part).trouble.get(first, end);
    return new Share(seen.cardinality(), seen.cardinality() - trouble.cardinality());
  }

  /** What was amiss since then, in the order of its beginning. */
  synchronized List<Incident> incidents(Instant since, Instant now) {
    List<Incident> incidents = new ArrayList<>();
    int from = Math.max(0, minuteOf(since));
    parts.forEach((part, minutes) -> addTrouble(incidents, part, minutes, from, minuteOf(now)));
    addGaps(incidents, from);
    incidents.sort(Comparator.comparing(Incident::from));
    return incidents;
  }

  /** Minutes of trouble with nothing well between them, and no gap, are one. */
  private void addTrouble(List<Incident> incidents, Part part, Minutes minutes, int from, int now) {
    int began = minutes.trouble.nextSetBit(from);
    while (began >= 0) {
      int last = began;
      int next = minutes.seen.nextSetBit(last + 1);
      while (next >= 0 && next - last <= GAP && minutes.trouble.get(next)) {
        last = next;
        next = minutes.seen.nextSetBit(last + 1);
      }
      boolean lasts = next < 0 && now - last <= GAP;
      incidents.add(new Incident(part, instantOf(began), lasts ? null : instantOf(last + 1)));
      began = minutes.trouble.nextSetBit(last + 1);
    }
  }

  private void addGaps(List<Incident> incidents, int from) {
    BitSet seen = seenAtAll();
    int last = seen.nextSetBit(from);
    while (last >= 0) {
      int next = seen.nextSetBit(last + 1);
      if (next - last > GAP) {
        incidents.add(new Incident(null, instantOf(last + 1), instantOf(next)));
      }
      last = next;
    }
  }

  private BitSet seenAtAll() {
    BitSet seen = new BitSet();
    parts.values().forEach(minutes -> seen.or(minutes.seen));
    return seen;
  }

  private Minutes of(Part part) {
    return parts.computeIfAbsent(part, any -> new Minutes());
  }

  private int minuteOf(OfDay ofDay) {
    return minuteOf(ofDay.day().atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private int minuteOf(Instant at) {
    return Math.toIntExact(Math.floorDiv(Duration.between(origin, at).toSeconds(), 60));
  }

  private Instant instantOf(int minute) {
    return origin.plus(Duration.ofMinutes(minute));
  }
}
