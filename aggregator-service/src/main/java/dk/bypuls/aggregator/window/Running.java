package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Registry;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * The rhythm in which windows that are still filling are told: the first change at once, further
 * ones not more often than the rules say.
 *
 * <p>It is not in the state. A kill loses at most a running value that its successor was to replace
 * within a second.
 */
final class Running {

  private final Tracks tracks;
  private final Supplier<Registry> registry;
  private final Teller teller;
  private final WindowRules rules;
  private final PriorityQueue<Owed> owed = new PriorityQueue<>(Comparator.comparingLong(Owed::due));

  Running(Tracks tracks, Supplier<Registry> registry, Teller teller, WindowRules rules) {
    this.tracks = tracks;
    this.registry = registry;
    this.teller = teller;
    this.rules = rules;
  }

  /** Takes in a new reading that displaces no other. */
  void add(Track track, Slot slot, Observation next, long now) {
    if (slot.end() > now) {
      OpenWindow open = track.open(slot, now);
      Cells cells = open.cells();
      if (cells != null) {
        cells.read(next.observedAt(), next.value(), next.id(), next.hints());
      }
      owe(track, open, now);
    }
  }

  /** Takes note that something about the slot is different. */
  void change(Track track, Slot slot, long now) {
    if (slot.end() > now) {
      OpenWindow open = track.open(slot, now);
      open.setCells(null);
      owe(track, open, now);
    }
  }

  /** Tells what may be told by now. */
  void tell(long now) {
    for (Owed next = owed.peek(); next != null && next.due() <= now; next = owed.peek()) {
      owed.remove();
      if (next.slot().end() > now) {
        Track track = tracks.numbered(next.series());
        Plan plan = track.plan(registry.get());
        OpenWindow open = track.open(next.slot(), now);
        open.told(now);
        Resolution resolution = next.slot().resolution();
        if (plan.resolutions().contains(resolution)) {
          teller.running(track, plan, open, now);
        }
      }
    }
  }

  private void owe(Track track, OpenWindow open, long now) {
    if (!open.isOwed()) {
      long due = open.owe(now, rules.runningEvery().toMillis());
      owed.add(new Owed(due, track.series().number(), open.slot()));
    }
  }

  private record Owed(long due, int series, Slot slot) {}
}
