package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.aggregator.quality.Stillness;
import dk.bypuls.aggregator.quality.StuckRule;
import dk.bypuls.aggregator.series.History;
import dk.bypuls.aggregator.series.Observation;
import dk.bypuls.events.Flag;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The readings of one slot by the place where the sensor stood: mostly one, two where it moved. */
final class Cells implements History.Reader {

  /** How far back a counter's last reading is looked for beyond what may still be corrected. */
  private static final long FURTHER_BACK = 2 * 86_400_000L;

  private final Plan plan;
  private final Slot slot;
  private final boolean running;
  private final @Nullable Stillness stillness;
  private final Map<String, Figures> figures = new TreeMap<>();

  private Cells(Plan plan, Slot slot, boolean running) {
    this.plan = plan;
    this.slot = slot;
    this.running = running;
    // What is filling says nothing of it: it is looked at each second.
    StuckRule rule = running ? null : plan.stuckRule();
    this.stillness = rule == null ? null : new Stillness(rule);
  }

  /** Those of a slot that is over. */
  static Cells of(History history, Slot slot, Plan plan) {
    return new Cells(plan, slot, false).filled(history);
  }

  /** Those of a slot that is filling, to which more readings may be shown. */
  static Cells running(History history, Slot slot, Plan plan) {
    return new Cells(plan, slot, true).filled(history);
  }

  private Cells filled(History history) {
    Nature nature = plan.nature();
    if (nature.carries()) {
      carry(history, nature);
    }
    history.forEach(slot.start(), slot.end(), this);
    if (stillness != null) {
      stillness.tell(
          history,
          plan.lookback(slot.start()),
          stuckAt -> at(plan.placeAt(stuckAt)).note(Flag.STUCK));
    }
    return this;
  }

  /** A state that holds on is told even where nothing more is heard; a counter is not. */
  private void carry(History history, Nature nature) {
    long reach = nature.holds() ? nature.hold() : plan.lateness() + FURTHER_BACK;
    Observation before = history.lastBefore(slot.start(), slot.start() - reach);
    if (before == null || nature.isBroken(before.observedAt(), slot.start())) {
      return;
    }
    if (!nature.holds() || before.observedAt() + nature.hold() > slot.start()) {
      at(plan.placeAt(slot.start())).carry(before);
    }
  }

  @Override
  public void read(long observedAt, long value, long id, int hints) {
    at(plan.placeAt(observedAt)).read(observedAt, value, id, hints);
    if (stillness != null) {
      stillness.read(observedAt, value, id, hints);
    }
  }

  /** Places where something is known; there may have been no reading. */
  Map<String, Figures> byPlace() {
    figures.values().removeIf(this::isNotTold);
    return figures;
  }

  private boolean isNotTold(Figures each) {
    boolean silent = each.count() == 0 && each.flagged() == 0;
    return silent && (!slot.tellsWhatHolds() || each.isEmpty());
  }

  private Figures at(String place) {
    Figures found = figures.get(place);
    if (found == null) {
      found =
          running
              ? Figures.running(plan.nature(), slot.start(), slot.end())
              : Figures.of(plan.nature(), slot.start(), slot.end());
      figures.put(place, found);
    }
    return found;
  }
}
