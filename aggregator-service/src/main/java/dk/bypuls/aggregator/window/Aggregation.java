package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.quality.ClockSkew;
import dk.bypuls.aggregator.quality.LateStillness;
import dk.bypuls.aggregator.quality.StuckRule;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.Arrival;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * All windows of one partition.
 *
 * <p>Its time is the append time of the records it is given, and nothing else. The readings of a
 * series are its state; windows are made of them when they are told.
 */
public final class Aggregation {

  private static final byte THROUGH = 1;
  private static final byte ENDS = 2;
  private static final byte CORRECTIONS = 3;
  private static final byte FAREWELLS = 4;
  private static final byte GATHERINGS = 5;
  private static final byte LATEST = 6;
  private static final byte MONTHS = 7;

  /** In the store of names and numbers, since it lives as long; devices have 17 to 20 there. */
  private static final byte MOVES = 30;

  /** How much longer than its lateness a day is kept: for copies, and what is being gathered. */
  private static final long FAREWELL = 2 * 3_600_000;

  private final WindowRules rules;
  private final Supplier<Registry> registry;
  private final LocalDays calendar = new LocalDays();
  private final Turn turn = new Turn();
  private final Tracks tracks;
  private final Agenda ends;
  private final Corrections corrections;
  private final Moves moves;
  private final Agenda farewells;
  private final Progress progress;
  private final Reckoner reckoner;
  private final Teller teller;
  private final Running running;
  private final AreaShares areas;
  private final Sightings sightings;

  /**
   * The windows of a partition.
   *
   * @param key of what is told of people; absent where nothing is told of them
   */
  public Aggregation(
      WindowRules rules,
      Supplier<Registry> registry,
      Stores stores,
      Gate gate,
      AreaParts parts,
      @Nullable NoiseKey key,
      int partition) {
    this.rules = rules;
    this.registry = registry;
    this.tracks = new Tracks(stores.series(), stores.readings(), calendar, registry);
    this.ends = new Agenda(stores.windows(), ENDS);
    this.farewells = new Agenda(stores.windows(), FAREWELLS);
    this.progress = new Progress(stores.windows(), THROUGH, gate, partition, calendar);
    this.reckoner = new Reckoner(calendar, new Months(stores.windows(), MONTHS), turn);
    this.areas = new AreaShares(parts, registry, partition);
    this.sightings = new Sightings(parts, registry, key, rules);
    this.teller = new Teller(gate, new LatestStarts(stores.windows(), LATEST), reckoner, areas);
    this.corrections =
        new Corrections(
            new Agenda(stores.windows(), CORRECTIONS),
            new Gatherings(stores.windows(), GATHERINGS),
            tracks,
            registry,
            teller,
            reckoner,
            new Corrections.Times(rules, calendar));
    this.moves = new Moves(stores.series(), MOVES, calendar, progress, corrections, reckoner);
    this.running = new Running(tracks, registry, teller, rules);
  }

  /** Tells what is complete by that time, as far as one turn goes. */
  public void advance(long now) {
    turn.at(now);
    long target = progress.target(now - rules.settle().toMillis());
    progress.advance(target, ends.drain(target, turn, entry -> complete(entry, now)));
    corrections.tell(now, turn, moves);
    farewells.drain(now, turn, entry -> takeLeave(entry, now));
    progress.say(registry.get());
    areas.beat(progress.through(), now);
  }

  /** Takes in a reading. */
  public Outcome take(Readings message, Readings.Reading reading, long now) {
    // Before any state is made of it: not even a count of readings may tell of one contributor.
    if (reading.quantity().kind() == Kind.IDENTITY) {
      return sightings.take(message, reading, now) ? Outcome.IDENTITY : Outcome.IDENTITY_LATE;
    }
    Track track = tracks.named(message.tenant(), message.sensor(), reading.quantity());
    Plan plan = track.plan(registry.get());
    moves.look(track, plan, now);
    long observedAt = reading.observedAt().toEpochMilli();
    if (observedAt > farthest(now)) {
      return Outcome.AHEAD;
    }
    if (observedAt < 0
        || now > slot(plan.finest(), observedAt).end() + plan.lateness()
        || track.history().hasForgotten(observedAt)) {
      return Outcome.TOO_LATE;
    }
    Observation next =
        new Observation(
            observedAt,
            reading.value(),
            message.idOf(reading).high(),
            reading.hints() | ClockSkew.hint(message, reading, registry.get()));
    Arrival arrival = track.history().judge(next);
    if (arrival.known()) {
      return Outcome.DUPLICATE;
    }
    keep(track, plan, next, arrival, now);
    tracks.weigh(track);
    return arrival.counts() ? Outcome.COUNTED : Outcome.DUPLICATE;
  }

  /**
   * No reading may claim to be from after this. Where append time has fallen back, it may be from
   * the time that it fell from.
   */
  private long farthest(long now) {
    return Math.max(now, progress.through()) + rules.ahead().toMillis();
  }

  /** Tells what open windows say by now; to be called when the readings of a record are taken. */
  public void tellRunning(long now) {
    running.tell(now);
  }

  private void keep(Track track, Plan plan, Observation next, Arrival arrival, long now) {
    if (arrival.counts()) {
      touch(track, plan, next, now);
    }
    for (Observation displaced : arrival.displaced()) {
      touch(track, plan, displaced, now);
    }
    touchStill(track, plan, next, arrival, now);
    if (track.history().add(next, arrival)) {
      sayFarewellTo(track, plan, calendar.at(next.observedAt()));
    }
    if (plan.isPublic()) {
      show(track, plan, next, arrival, now);
    }
  }

  /** Corrects what was told of later readings that say the same, if they are stuck by this. */
  private void touchStill(Track track, Plan plan, Observation next, Arrival arrival, long now) {
    StuckRule rule = plan.stuckRule();
    if (rule == null) {
      return;
    }
    Set<Observation> gone = new HashSet<>();
    for (Observation displaced : arrival.displaced()) {
      touchStill(track, plan, rule, displaced, gone, now);
      gone.add(displaced);
    }
    if (arrival.counts()) {
      touchStill(track, plan, rule, next, gone, now);
    }
  }

  private void touchStill(
      Track track,
      Plan plan,
      StuckRule rule,
      Observation changing,
      Set<Observation> gone,
      long now) {
    long until = now + rules.ahead().toMillis();
    long after = track.history().firstAfter(changing.observedAt() - 1, until);
    if (after == Long.MAX_VALUE
        || !changing.enters()
        || !progress.isOver(track.series().number(), slot(plan.finest(), after))) {
      return;
    }
    new LateStillness(rule, track.history(), plan.lookback(changing.observedAt()), until)
        .tell(
            changing,
            reading -> !gone.contains(reading),
            changed -> {
              for (Resolution resolution : plan.resolutions()) {
                touch(track, plan, slot(resolution, changed), plan.placeAt(changed), now);
              }
            });
  }

  /** Sees to it that the windows it matters to are told, in time or as a correction. */
  private void touch(Track track, Plan plan, Observation reading, long now) {
    Reach reach =
        plan.nature().carries() && !Hint.disqualify(reading.hints())
            ? reach(track, plan, reading.observedAt(), now)
            : Reach.NONE;
    for (Resolution resolution : plan.resolutions()) {
      touch(track, plan, resolution, reading.observedAt(), reach, now);
    }
  }

  private void touch(
      Track track, Plan plan, Resolution resolution, long observedAt, Reach reach, long now) {
    Slot own = slot(resolution, observedAt);
    boolean over = touch(track, plan, own, plan.placeAt(observedAt), now);
    if (over && !own.tellsWhatHolds()) {
      touchFlagged(track, plan, resolution, own.end(), reach, now);
      over = false;
    }
    for (Slot slot = slot(resolution, own.end());
        over && slot.start() < reach.holdsUntil();
        slot = slot(resolution, slot.end())) {
      over = touch(track, plan, slot, plan.placeAt(slot.start()), now);
    }
    if (reach.next() >= own.end() && reach.next() < Long.MAX_VALUE) {
      touch(track, plan, slot(resolution, reach.next()), plan.placeAt(reach.next()), now);
    }
  }

  /**
   * Windows that do not tell of what holds by itself are there for their readings alone. One whose
   * readings are all flagged says what was carried into it all the same.
   */
  private void touchFlagged(
      Track track, Plan plan, Resolution resolution, long from, Reach reach, long now) {
    if (from < reach.holdsUntil()) {
      List<Long> flagged = new ArrayList<>();
      track.history().forEach(from, reach.holdsUntil(), (at, value, id, hints) -> flagged.add(at));
      for (long at : flagged) {
        touch(track, plan, slot(resolution, at), plan.placeAt(at), now);
      }
    }
  }

  /** Sees to it that a window is told. Answers whether it has been told before. */
  private boolean touch(Track track, Plan plan, Slot slot, String place, long now) {
    int series = track.series().number();
    boolean over = progress.isOver(series, slot);
    if (over) {
      corrections.gather(track, plan, slot, place, now);
    } else if (!track.schedule(slot)) {
      ends.add(new Agenda.Entry(slot.end(), series, slot));
    }
    return over;
  }

  /** How far a reading matters beyond the slots that it falls in. */
  private Reach reach(Track track, Plan plan, long observedAt, long now) {
    Nature nature = plan.nature();
    long next = track.history().firstAfter(observedAt, farthest(now));
    if (nature.holds()) {
      long silence = Math.min(observedAt + nature.hold(), nature.nextBreak(observedAt));
      // It holds until just before the next reading, and matters to the window of that moment.
      return next <= silence ? new Reach(next, next - 1) : new Reach(silence, Long.MAX_VALUE);
    }
    return nature.isBroken(observedAt, next) ? Reach.NONE : new Reach(Long.MIN_VALUE, next);
  }

  /**
   * How far a reading matters.
   *
   * @param holdsUntil the windows that start before it carry what the reading says
   * @param next an instant in the window that it matters to last
   */
  private record Reach(long holdsUntil, long next) {

    private static final Reach NONE = new Reach(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private void show(Track track, Plan plan, Observation next, Arrival arrival, long now) {
    for (Resolution resolution : plan.resolutions()) {
      if (resolution == Resolution.P1M) {
        // Nobody looks at a month each second, and it is made of many days.
        continue;
      }
      if (plan.nature().carries()) {
        running.change(track, slot(resolution, now), now);
        continue;
      }
      for (Observation displaced : arrival.displaced()) {
        running.change(track, slot(resolution, displaced.observedAt()), now);
      }
      if (!arrival.counts()) {
        continue;
      }
      Slot slot = slot(resolution, next.observedAt());
      if (arrival.displaced().isEmpty()) {
        running.add(track, slot, next, now);
      } else {
        running.change(track, slot, now);
      }
    }
  }

  private void complete(Agenda.Entry entry, long now) {
    Track track = tracks.numbered(entry.series());
    Plan plan = track.plan(registry.get());
    moves.look(track, plan, now);
    if (plan.resolutions().contains(entry.resolution())) {
      Slot slot = slot(entry.resolution(), entry.start());
      teller.complete(track, plan, slot);
      if (plan.nature().holds() && slot.tellsWhatHolds()) {
        holdOn(track, plan, slot);
      }
      tracks.weigh(track);
    }
  }

  /** A state is told for as long as it holds, also where nothing more is heard. */
  private void holdOn(Track track, Plan plan, Slot slot) {
    Nature nature = plan.nature();
    Observation last = track.history().lastBefore(slot.end(), slot.end() - nature.hold());
    if (last != null
        && last.observedAt() + nature.hold() > slot.end()
        && !nature.isBroken(last.observedAt(), slot.end())) {
      Slot next = slot(slot.resolution(), slot.end());
      ends.add(new Agenda.Entry(next.end(), track.series().number(), next));
    }
  }

  private void sayFarewellTo(Track track, Plan plan, LocalDays.Day day) {
    sayFarewellTo(track, plan, slot(Resolution.P1D, day.start()));
  }

  private void sayFarewellTo(Track track, Plan plan, Slot span) {
    farewells.add(
        new Agenda.Entry(span.end() + plan.lateness() + FAREWELL, track.series().number(), span));
  }

  private void takeLeave(Agenda.Entry entry, long now) {
    Track track = tracks.numbered(entry.series());
    Plan plan = track.plan(registry.get());
    Slot span = slot(entry.resolution(), entry.start());
    if (span.end() + plan.lateness() + FAREWELL > now) {
      sayFarewellTo(track, plan, span);
      return;
    }
    if (span.resolution() == Resolution.P1M) {
      reckoner.forget(entry.series(), span);
    } else {
      LocalDays.Day day = calendar.at(span.start());
      reckoner.keep(track, plan, day);
      sayFarewellTo(track, plan, slot(Resolution.P1M, day.start()));
      track.history().forget(day);
    }
    corrections.forget(entry.series(), span);
  }

  private Slot slot(Resolution resolution, long instant) {
    return Slot.at(resolution, instant, calendar);
  }

  /** What became of a reading. */
  public enum Outcome {
    COUNTED,
    DUPLICATE,
    TOO_LATE,
    AHEAD,
    /** A hash of an identifier, of which no window of its sensor is made. */
    IDENTITY,
    /** One that came when what it is of may have been told, or of a time that has yet to come. */
    IDENTITY_LATE
  }

  /** The state of one partition; each part has its own changelog. */
  public record Stores(
      KeyValueStore<Bytes, byte[]> series,
      KeyValueStore<Bytes, byte[]> readings,
      KeyValueStore<Bytes, byte[]> windows) {}
}
