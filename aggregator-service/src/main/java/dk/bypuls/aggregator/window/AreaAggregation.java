package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.series.Series;
import dk.bypuls.aggregator.series.SeriesBook;
import dk.bypuls.aggregator.window.Gatherings.Gathering;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * All windows of the areas of one partition, in which each tree of areas is whole.
 *
 * <p>Its time is what the partitions of the readings have all reached in theirs. What their sensors
 * said last is its state; a window is made of it when it is told.
 */
public final class AreaAggregation {

  // The names and numbers of series have the first three.
  private static final byte UPSTREAMS = 10;
  private static final byte THROUGH = 11;
  private static final byte ENDS = 12;
  private static final byte CORRECTIONS = 13;
  private static final byte FAREWELLS = 14;
  private static final byte GATHERINGS = 15;
  private static final byte LATEST = 16;
  private static final byte SAID = 17;
  private static final byte WHERE = 18;

  /** The first of four. */
  private static final byte LEAVES = 19;

  /** The first of five. */
  private static final byte SIGHTINGS = 23;

  /** After those five. */
  private static final byte ANSWERS = 28;

  /** How much longer than the longest lateness a slot is kept: for what is being gathered. */
  private static final long FAREWELL = 2 * 3_600_000;

  private final WindowRules rules;
  private final Supplier<Registry> registry;
  private final Predicate<String> mine;
  private final Gate gate;
  private final LocalDays calendar = new LocalDays();
  private final Turn turn = new Turn();
  private final Upstreams upstreams;
  private final SeriesBook series;
  private final AreaBook book;
  private final Agenda ends;
  private final Agenda corrections;
  private final Agenda farewells;
  private final Gatherings gatherings;
  private final LatestStarts latest;
  private final Progress progress;
  private final LeafTeller leaves;
  private Duration lateness = Dataset.DEFAULT_LATENESS;
  private @Nullable Registry latenessOf;

  /**
   * The windows of a partition.
   *
   * @param key of the noise in what is told of people; absent where nothing is told of them
   * @param partitions how many partitions the readings have
   * @param mine whether a tree of that key is in this partition
   */
  public AreaAggregation(
      WindowRules rules,
      Supplier<Registry> registry,
      KeyValueStore<Bytes, byte[]> store,
      Gate gate,
      @Nullable NoiseKey key,
      int partition,
      int partitions,
      Predicate<String> mine) {
    this.rules = rules;
    this.registry = registry;
    this.mine = mine;
    this.gate = gate;
    this.upstreams = new Upstreams(store, UPSTREAMS, partitions);
    this.series = new SeriesBook(store);
    this.book = new AreaBook(store, SAID, WHERE);
    this.ends = new Agenda(store, ENDS);
    this.corrections = new Agenda(store, CORRECTIONS);
    this.farewells = new Agenda(store, FAREWELLS);
    this.gatherings = new Gatherings(store, GATHERINGS);
    this.latest = new LatestStarts(store, LATEST);
    this.progress = new Progress(store, THROUGH, gate, partition, calendar);
    this.leaves =
        new LeafTeller(
            registry,
            key,
            mine,
            gate,
            partition,
            calendar,
            series,
            book,
            new LeafMemory(store, LEAVES),
            new SightingBook(store, SIGHTINGS),
            new LeafAnswers(store, ANSWERS),
            latest);
  }

  /** Takes in how far one of the partitions is, and tells what is complete by that. */
  public void take(AreaBeat beat) {
    upstreams.accept(beat);
    long now = upstreams.at();
    if (now == 0) {
      return;
    }
    turn.at(now);
    long target = progress.target(upstreams.through());
    progress.advance(target, ends.drain(target, turn, this::complete));
    corrections.drain(now, turn, entry -> correct(entry, now));
    leaves.tell(upstreams.through(), now, turn);
    farewells.drain(now, turn, entry -> takeLeave(entry, now));
    progress.sayOfAreas(registry.get(), mine);
  }

  /** Takes in whom a sensor saw. */
  public void take(AreaSighting sighting) {
    leaves.take(sighting);
  }

  /** Takes in what sensors said long ago, for an order to tell what is protected of it. */
  public void take(AreaPast past) {
    if (upstreams.at() != 0) {
      leaves.tell(past, upstreams.at());
    }
  }

  /** Takes in what a sensor says now. */
  public void take(AreaPart part) {
    int number =
        series.named("", AreaTree.key(part.dataset(), part.tree()), part.quantity()).number();
    Slot slot = Slot.at(part.resolution(), part.start().toEpochMilli(), calendar);
    long now = upstreams.at();
    if (farewell(slot) <= now) {
      return;
    }
    String before = book.pathOf(number, slot, part);
    if (before == null && part.figures() == null) {
      return;
    }
    String path = AreaBook.path(part);
    if (before != null && !before.equals(path)) {
      touch(number, slot, before, now);
    }
    touch(number, slot, path, now);
    book.replace(number, slot, part, before);
    farewells.add(new Agenda.Entry(farewell(slot), number, slot));
  }

  /** Sees to it that every area of a path is told, in time or as a correction. */
  private void touch(int number, Slot slot, String path, long now) {
    for (String level : AreaBook.levels(path)) {
      if (progress.isOver(number, slot, level)) {
        gather(number, slot, level, now);
      } else {
        ends.add(new Agenda.Entry(slot.end(), number, slot, level));
      }
    }
  }

  private void gather(int number, Slot slot, String level, long now) {
    Gathering known = gatherings.find(number, slot, level);
    if (known == null) {
      // Without a row it was told once, when it ended, if anything was said of it then.
      known = Gathering.told(book.speaksOf(number, slot, level) ? 1 : 0);
    }
    Gathering next = known.with(now);
    gatherings.put(number, slot, level, next);
    if (!known.isWaiting()) {
      corrections.add(new Agenda.Entry(next.due(rules), number, slot, level));
    }
  }

  private void complete(Agenda.Entry entry) {
    tell(entry, 0);
  }

  private void correct(Agenda.Entry entry, long now) {
    Slot slot = slot(entry);
    Gathering gathering = gatherings.find(entry.series(), slot, entry.place());
    if (gathering == null || !gathering.isWaiting()) {
      return;
    }
    long due = gathering.due(rules);
    if (due > now) {
      corrections.add(new Agenda.Entry(due, entry.series(), slot, entry.place()));
      return;
    }
    int revision = tell(entry, gathering.revision());
    if (revision > 1) {
      gatherings.put(entry.series(), slot, entry.place(), Gathering.told(revision));
    } else {
      gatherings.delete(entry.series(), slot, entry.place());
    }
  }

  /**
   * Tells what an area's sensors say now.
   *
   * @param told the revision that was told before; 0 for none
   * @return the revision that is told last
   */
  private int tell(Agenda.Entry entry, int told) {
    Series of = series.numbered(entry.series());
    Dataset dataset = datasetOf(of);
    if (dataset == null) {
      return told;
    }
    Slot slot = slot(entry);
    AreaSum sum = new AreaSum(slot, of.quantity());
    book.forEach(of.number(), slot, entry.place(), AreaSum.natureOf(of.quantity()), sum::add);
    turn.useFor(sum.contributors());
    if (sum.contributors() == 0 && told == 0) {
      return 0;
    }
    Window window = sum.window(dataset, AreaBook.area(entry.place()), told + 1);
    boolean newest =
        gate.isOpenFor(dataset, window) && latest.advance(of.number(), slot, entry.place());
    gate.complete(dataset, window, newest);
    return told + 1;
  }

  /** The dataset, if it has that tree of areas and that quantity still. */
  private @Nullable Dataset datasetOf(Series of) {
    Registry current = registry.get();
    String key = of.sensor();
    return current
        .dataset(key.substring(0, key.indexOf('/')))
        .filter(dataset -> dataset.quantities().contains(of.quantity().id()))
        .filter(
            dataset ->
                current.areaTreesOf(dataset).stream().anyMatch(tree -> tree.key().equals(key)))
        .orElse(null);
  }

  private void takeLeave(Agenda.Entry entry, long now) {
    Slot slot = slot(entry);
    if (farewell(slot) > now) {
      farewells.add(new Agenda.Entry(farewell(slot), entry.series(), slot));
      return;
    }
    if (leaves.needs(series.numbered(entry.series()), slot)) {
      farewells.add(new Agenda.Entry(now + FAREWELL, entry.series(), slot));
      return;
    }
    book.forget(entry.series(), slot);
    gatherings.forget(
        entry.series(),
        slot.start(),
        slot.start() + 1,
        resolution -> resolution == slot.resolution());
  }

  /** Sensors of one area may be in datasets of different lateness: the longest counts for all. */
  private long farewell(Slot slot) {
    Registry current = registry.get();
    if (current != latenessOf) {
      latenessOf = current;
      lateness =
          current.datasets().stream()
              .map(Dataset::lateness)
              .reduce(Dataset.DEFAULT_LATENESS, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return slot.end() + lateness.toMillis() + FAREWELL;
  }

  private Slot slot(Agenda.Entry entry) {
    return Slot.at(entry.resolution(), entry.start(), calendar);
  }
}
