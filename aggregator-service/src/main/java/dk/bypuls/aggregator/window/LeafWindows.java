package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** What is told of people, as windows: one value or band, or that it is protected. */
final class LeafWindows {

  private LeafWindows() {}

  /** The window of an answer. It is final as soon as it is told. */
  static Window of(
      Dataset dataset,
      Quantity quantity,
      String area,
      Slot slot,
      Instant due,
      int revision,
      Answer answer) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    Protection protection = Protection.WITHHELD;
    if (answer instanceof Answer.Value value) {
      figures.put(valueOf(quantity), value.value());
      protection = new Protection(value.quality(), 0, 0);
    } else if (answer instanceof Answer.Band band) {
      figures.put(Statistic.LEAST, band.from());
      if (band.below() < Long.MAX_VALUE) {
        figures.put(Statistic.BELOW, band.below());
      }
      protection = new Protection(band.quality(), 0, 0);
    }
    return window(dataset, quantity, area, slot, due, revision, figures, protection);
  }

  /** The window of a sum of answers. */
  static Window of(
      Dataset dataset,
      Quantity quantity,
      String area,
      Slot slot,
      Instant due,
      int revision,
      Coarser sum) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    sum.value().ifPresent(value -> figures.put(valueOf(quantity), value));
    return window(
        dataset,
        quantity,
        area,
        slot,
        due,
        revision,
        figures,
        new Protection(null, sum.leaves(), sum.withheld()));
  }

  private static Statistic valueOf(Quantity quantity) {
    return quantity.kind() == Kind.COUNTER ? Statistic.DELTA : Statistic.SUM;
  }

  private static Window window(
      Dataset dataset,
      Quantity quantity,
      String area,
      Slot slot,
      Instant due,
      int revision,
      Map<Statistic, Long> figures,
      Protection protection) {
    boolean nothing = figures.isEmpty() && protection.leaves() == protection.withheld();
    return new Window(
        dataset.id(),
        new Cell.AreaCell(area, 0),
        quantity,
        slot.resolution(),
        Instant.ofEpochMilli(slot.start()),
        Instant.ofEpochMilli(slot.end()),
        nothing ? Window.Status.SUPPRESSED : Window.Status.COMPLETE,
        revision,
        due,
        0,
        0,
        OptionalInt.empty(),
        0,
        Statistics.of(figures),
        nothing ? Window.PROTECTED : (revision > 1 ? Window.POLICY : null),
        protection);
  }
}
