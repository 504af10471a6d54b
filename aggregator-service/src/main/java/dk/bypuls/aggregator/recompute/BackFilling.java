package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.BackFillProgress;
import dk.bypuls.aggregator.store.BackFillProgress.State;
import dk.bypuls.aggregator.store.PastHistory;
import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.events.Readings;
import dk.bypuls.events.registry.BackFill;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One order to make the windows of a sensor's range of files, carried out series by series and
 * month by month, through the gate.
 *
 * <p>What is sent is done with when history has it, some thousand windows at one go: that wait is
 * most of what an order takes. Whoever goes on after a kill begins anew, and finds that history
 * says what the files say; history takes nothing twice.
 */
final class BackFilling {

  private static final int MOST_NAMED = 3;

  /** So many windows are sent at least before it waits for history to have them. */
  private static final int AT_ONE_GO = 5_000;

  private final BackFill order;
  private final PastHistory history;
  private final Supplier<Registry> registry;
  private final int partition;
  private final List<String> named = new ArrayList<>();
  private BackFillProgress progress;
  private BackFillProgress underway;
  private int sent;

  /** Reads how far it is. */
  BackFilling(BackFill order, PastHistory history, Supplier<Registry> registry) {
    this.order = order;
    this.history = history;
    this.registry = registry;
    this.partition = PastHistory.partitionOf(order.sensor());
    this.progress = history.progress(order.id(), order.from());
    this.underway = progress;
  }

  /** Carries it out, unless it is over, until it is or is no longer wanted here. */
  BackFillProgress run(RetainedReadings kafka, Instant now) {
    if (progress.isOver()) {
      return progress;
    }
    try {
      boolean toTheEnd = make(readings(kafka), datasets(now)) && awaitStored();
      progress = toTheEnd ? progress.ended(State.DONE, whatWasLeft()) : progress;
    } catch (RefusedException e) {
      // What it told by then stays told.
      progress =
          awaitStored() ? progress.ended(State.REFUSED, String.valueOf(e.getMessage())) : progress;
    }
    history.note(order.id(), order.sensor(), progress);
    return progress;
  }

  /** Those of all files, each in a message of its own, in the order of their time. */
  private List<Readings> readings(RetainedReadings kafka) {
    List<Readings> all = new ArrayList<>();
    for (BackFill.Readings file : order.files()) {
      List<Readings> found = kafka.file(file.file());
      if (found.size() != file.records()) {
        throw new RefusedException(
            "Kafka has %d of %d records of %s: give the file again"
                .formatted(found.size(), file.records(), file.file()));
      }
      // Else what this sensor's files made before would be emptied.
      if (found.stream().anyMatch(message -> !message.sensor().equals(order.sensor()))) {
        throw new RefusedException(file.file() + " was read for another sensor");
      }
      all.addAll(found);
    }
    return SingleReadings.of(all);
  }

  private List<Dataset> datasets(Instant now) {
    Registry current = registry.get();
    Sensor sensor =
        current
            .sensor(order.sensor())
            .orElseThrow(() -> new RefusedException("the sensor is no longer registered"));
    List<Dataset> datasets = current.datasetsOf(sensor);
    Duration lateness =
        datasets.stream()
            .map(Dataset::lateness)
            .max(Duration::compareTo)
            .orElseThrow(() -> new RefusedException("the sensor is in no dataset any more"));
    Instant settled = BackFill.settledAt(order.to(), lateness);
    if (now.isBefore(settled)) {
      throw new RefusedException("the stream may touch the range until " + settled);
    }
    return datasets;
  }

  private boolean make(List<Readings> readings, List<Dataset> datasets) {
    Map<String, List<Readings>> series =
        readings.stream().collect(Collectors.groupingBy(BackFilling::quantity));
    series.values().removeIf(one -> one.stream().noneMatch(this::isInRange));
    if (series.isEmpty()) {
      throw new RefusedException("no reading of the files was observed in the range");
    }
    for (Dataset dataset : datasets) {
      for (String quantity : dataset.quantities()) {
        List<Readings> its = series.get(quantity);
        if (its != null && !make(its, dataset, quantity)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String quantity(Readings one) {
    return one.readings().get(0).quantity().id();
  }

  private boolean isInRange(Readings one) {
    Instant at = PastSeries.at(one);
    return !at.isBefore(order.from()) && at.isBefore(order.to());
  }

  private boolean make(List<Readings> its, Dataset dataset, String quantity) {
    Asked asked = new Asked(dataset.id(), order.sensor(), order.from(), order.to());
    return new PastSeries(
            asked,
            registry.get(),
            dataset,
            partition,
            (from, to, made) -> tell(dataset.id(), quantity, from, to, made))
        .make(its);
  }

  private boolean tell(
      String dataset, String quantity, Instant from, Instant to, Map<String, ToldWindow> made) {
    Map<String, ToldWindow> stored =
        history.windows(dataset, order.sensor(), quantity, from, to, Limits.MOST_WINDOWS);
    stored.values().removeIf(told -> told.window().end().isAfter(order.to()));
    Revisions revisions = Revisions.of(stored, made, order.replace());
    // By the registry of this moment: a decision may have been taken back meanwhile.
    Dataset current = registry.get().dataset(dataset).orElse(null);
    Gate gate = new Gate(history.ways(), partition, registry);
    revisions.tell().forEach(window -> gate.remade(current, order.id(), window));
    revisions.left().stream().limit(MOST_NAMED - named.size()).forEach(named::add);
    underway =
        underway.further(revisions.tell().size(), revisions.same(), revisions.left().size(), to);
    sent += revisions.tell().size();
    boolean goesOn = sent > 0 && sent < AT_ONE_GO;
    return goesOn || awaitStored();
  }

  /** Waits until history has what was sent, and notes it; answers false when that was given up. */
  private boolean awaitStored() {
    if (!history.awaitStored()) {
      return false;
    }
    sent = 0;
    if (!progress.equals(underway)) {
      progress = underway;
      history.note(order.id(), order.sensor(), progress);
    }
    return true;
  }

  private String whatWasLeft() {
    return progress.left() == 0
        ? ""
        : "%d windows were made of other readings and stay as they are, such as %s; order it with"
                .formatted(progress.left(), String.join(", ", named))
            + " replace if the files are all there is for the range";
  }
}
