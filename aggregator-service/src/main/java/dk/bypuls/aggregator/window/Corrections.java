package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.aggregator.window.Gatherings.Gathering;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Registry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What is told of windows that have ended: late readings are gathered, so that they make one
 * revision together and not one each.
 */
final class Corrections {

  private final Agenda agenda;
  private final Gatherings gatherings;
  private final Tracks tracks;
  private final Supplier<Registry> registry;
  private final Teller teller;
  private final Reckoner reckoner;
  private final Times times;

  Corrections(
      Agenda agenda,
      Gatherings gatherings,
      Tracks tracks,
      Supplier<Registry> registry,
      Teller teller,
      Reckoner reckoner,
      Times times) {
    this.agenda = agenda;
    this.gatherings = gatherings;
    this.tracks = tracks;
    this.registry = registry;
    this.teller = teller;
    this.reckoner = reckoner;
    this.times = times;
  }

  /** Takes note of a late change, before it is made. */
  void gather(Track track, Plan plan, Slot slot, String place, long now) {
    gather(
        track.series().number(),
        slot,
        place,
        now,
        () -> reckoner.figures(track, plan, slot).containsKey(place));
  }

  /**
   * The same.
   *
   * @param spoken whether there was a reading for it when it ended
   */
  void gather(int series, Slot slot, String place, long now, BooleanSupplier spoken) {
    Gathering known = gatherings.find(series, slot, place);
    if (known == null) {
      // Without a row it was told once, when it ended, if it had a reading then.
      known = Gathering.told(spoken.getAsBoolean() ? 1 : 0);
    }
    Gathering next = known.with(now);
    gatherings.put(series, slot, place, next);
    long due = next.due(times.rules());
    // It is due earlier than it was where append time has fallen back.
    if (!known.isWaiting() || due < known.due(times.rules())) {
      agenda.add(new Agenda.Entry(due, series, slot, place));
    }
  }

  /** Tells what has been gathered long enough, as far as the turn goes. */
  void tell(long now, Turn turn, Moves moves) {
    agenda.drain(now, turn, entry -> tell(entry, now, moves));
  }

  /** Forgets the revisions of the windows within a day, or of the month itself. */
  void forget(int series, Slot span) {
    boolean month = span.resolution() == Resolution.P1M;
    gatherings.forget(
        series,
        span.start(),
        month ? span.start() + 1 : span.end(),
        resolution -> month == (resolution == Resolution.P1M));
  }

  private void tell(Agenda.Entry entry, long now, Moves moves) {
    Track track = tracks.numbered(entry.series());
    Plan plan = track.plan(registry.get());
    moves.look(track, plan, now);
    Slot slot = Slot.at(entry.resolution(), entry.start(), times.calendar());
    Gathering gathering = gatherings.find(entry.series(), slot, entry.place());
    if (gathering == null || !gathering.isWaiting()) {
      return;
    }
    long due = gathering.due(times.rules());
    if (due > now) {
      agenda.add(new Agenda.Entry(due, entry.series(), slot, entry.place()));
      return;
    }
    tell(track, plan, slot, entry.place(), gathering.revision());
    tracks.weigh(track);
  }

  private void tell(Track track, Plan plan, Slot slot, String place, int told) {
    int series = track.series().number();
    int revision =
        plan.resolutions().contains(slot.resolution())
            ? teller.correct(track, plan, slot, place, told)
            : told;
    if (revision > 1) {
      gatherings.put(series, slot, place, Gathering.told(revision));
    } else {
      gatherings.delete(series, slot, place);
    }
  }

  /** What tells when something is due. */
  record Times(WindowRules rules, LocalDays calendar) {}
}
