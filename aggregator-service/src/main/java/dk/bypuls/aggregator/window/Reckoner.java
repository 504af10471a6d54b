package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.LocalDays;
import dk.bypuls.events.Resolution;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the figures of a slot: of its readings, or for a month of its days, of which the earlier
 * ones were forgotten.
 */
final class Reckoner {

  private final LocalDays calendar;
  private final Months months;
  private final Turn turn;

  Reckoner(LocalDays calendar, Months months, Turn turn) {
    this.calendar = calendar;
    this.months = months;
    this.turn = turn;
  }

  /** What is known of a slot, by the place where the sensor stood. */
  Map<String, Figures> figures(Track track, Plan plan, Slot slot) {
    Map<String, Figures> figures =
        slot.resolution() == Resolution.P1M
            ? month(track, plan, slot)
            : Cells.of(track.history(), slot, plan).byPlace();
    figures.values().forEach(each -> turn.useFor(each.count() + each.flagged()));
    return figures;
  }

  private Map<String, Figures> month(Track track, Plan plan, Slot slot) {
    History history = track.history();
    Map<String, Figures> month = new TreeMap<>();
    add(months.of(track.series().number(), slot.start(), plan.nature()), plan, slot, month);
    long from = Math.max(slot.start(), history.forgottenThrough());
    for (LocalDays.Day day = calendar.at(from);
        day.start() < slot.end();
        day = calendar.at(day.end())) {
      Slot ofDay = Slot.at(Resolution.P1D, day.start(), calendar);
      add(Cells.of(history, ofDay, plan).byPlace(), plan, slot, month);
    }
    return month;
  }

  private static void add(
      Map<String, Figures> part, Plan plan, Slot slot, Map<String, Figures> whole) {
    part.forEach(
        (place, figures) ->
            whole
                .computeIfAbsent(
                    place, p -> Figures.merged(plan.nature(), slot.start(), slot.end()))
                .add(figures));
  }

  /** Adds a day that is about to be forgotten to its month. */
  void keep(Track track, Plan plan, LocalDays.Day day) {
    Slot ofDay = Slot.at(Resolution.P1D, day.start(), calendar);
    Slot month = Slot.at(Resolution.P1M, day.start(), calendar);
    months.add(
        track.series().number(),
        month.start(),
        plan.nature(),
        Cells.of(track.history(), ofDay, plan).byPlace());
  }

  /** Forgets what was kept of the days of a month. */
  void forget(int series, Slot month) {
    months.forget(series, month.start());
  }
}
