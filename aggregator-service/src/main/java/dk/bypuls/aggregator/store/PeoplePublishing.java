package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.BackProgress.Place;
import dk.bypuls.aggregator.store.BackProgress.State;
import dk.bypuls.events.AreaPast;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One order to tell the past of a dataset about people, day by day in the order of time.
 *
 * <p>It answers for no leaf: it reads what was kept inside and hands it to the one who tells leaves
 * as time goes on. He alone knows which were answered and what of a day's budget is spent, and he
 * notes each answer in the transaction in which it is told. So what is handed over twice is told
 * once. What is larger or longer is then made here of what is out.
 */
final class PeoplePublishing {

  /** More sensors of one dataset than a stretch of time may have windows of. */
  private static final int MOST_WINDOWS = 100_000;

  /** So often it is looked whether a day was told, before it is handed over once more. */
  private static final int LOOKS = 600;

  private final PastHistory history;
  private final Supplier<Registry> registry;
  private final BackPublication order;

  PeoplePublishing(PastHistory history, Supplier<Registry> registry, BackPublication order) {
    this.history = history;
    this.registry = registry;
    this.order = order;
  }

  /** Goes on from where it stands, until it is over or no longer wanted here. */
  BackProgress run() throws SQLException {
    BackProgress progress = BackProgress.read(history.connection(), order.id(), order.from());
    boolean goOn = true;
    while (!progress.isOver() && goOn) {
      Registry now = registry.get();
      Dataset dataset = now.dataset(order.dataset()).orElse(null);
      String refusal = dataset == null ? "the dataset is no longer registered" : refusal(dataset);
      if (dataset == null || !refusal.isEmpty()) {
        progress = progress.ended(State.REFUSED, refusal);
      } else if (progress.at().start().isBefore(order.to())) {
        Optional<BackProgress> further = day(now, dataset, progress);
        goOn = further.isPresent();
        progress = further.orElse(progress);
      } else {
        progress = progress.ended(State.DONE, "");
      }
      if (goOn) {
        progress.write(history.connection(), order.id(), order.dataset());
      }
    }
    return progress;
  }

  private String refusal(Dataset dataset) throws SQLException {
    Optional<PolicyHistory> policies = dataset.protection();
    if (policies.isEmpty() || !dataset.answers(order.from())) {
      return "the dataset's publication does not reach back to " + order.from();
    }
    if (policies.get().versions().stream().anyMatch(it -> it.rules().unit() == GroupUnit.HASH)) {
      return "groups of hashes cannot be counted afterwards: who was there is not kept";
    }
    Resolution leaves = policies.get().at(order.from()).grain().resolution();
    Instant first = new PastExact(history.connection(), order.dataset(), leaves).first();
    return first.isAfter(order.from())
        ? "what was measured is kept since %s: what was before would be told as nothing. Order from there on"
            .formatted(first)
        : "";
  }

  /** Tells one day; absent when it was given up. */
  private Optional<BackProgress> day(Registry now, Dataset dataset, BackProgress progress)
      throws SQLException {
    Resolution.Span day = Resolution.P1D.spanAt(progress.at().start());
    PeopleSums sums = new PeopleSums(history, now, dataset, order);
    long before = sums.rows(day);
    Optional<AreaPast> last = handOver(now, dataset, day);
    if (last.isPresent() && !awaitCarriedOut(last.get())) {
      return Optional.empty();
    }
    if (!sums.tell(day)) {
      return Optional.empty();
    }
    Place reached = Place.before(Resolution.P1D, day.end());
    return Optional.of(progress.further(reached, sums.rows(day) - before, 0));
  }

  /** Hands over all stretches of a day that lie in the order; answers the last of them. */
  private Optional<AreaPast> handOver(Registry now, Dataset dataset, Resolution.Span day) {
    PolicyHistory policies = dataset.protection().orElseThrow().backTo(order.from());
    Instant at = day.start().isBefore(order.from()) ? order.from() : day.start();
    Optional<AreaPast> last = Optional.empty();
    while (at.isBefore(day.end()) && at.isBefore(order.to())) {
      Grain grain = policies.at(at).grain();
      Resolution.Span span = grain.resolution().spanAt(at);
      if (!span.start().isBefore(order.from()) && !span.end().isAfter(order.to())) {
        AreaPast past = past(now, dataset, grain, span);
        history.topic().past(grain.tree(), past);
        last = Optional.of(past);
      }
      at = span.end();
    }
    return last;
  }

  private AreaPast past(Registry now, Dataset dataset, Grain grain, Resolution.Span span) {
    List<AreaPast.Amount> amounts = new ArrayList<>();
    for (Window window :
        history.kept(dataset.id(), grain.resolution(), span.start(), span.end(), MOST_WINDOWS)) {
      if (window.cell() instanceof Cell.SensorCell cell && saysSomething(window)) {
        Optional<Sensor> sensor = now.sensor(cell.sensor());
        if (sensor.filter(it -> dataset.covers(it, window.quantity().id())).isPresent()) {
          amounts.add(
              new AreaPast.Amount(window.quantity(), cell.sensor(), cell.place(), amount(window)));
        }
      }
    }
    return new AreaPast(
        order.id(),
        dataset.id(),
        grain.tree().substring(dataset.id().length() + 1),
        order.from(),
        grain.resolution(),
        span.start(),
        amounts);
  }

  /** A revision that took all readings away leaves nothing said. */
  private static boolean saysSomething(Window window) {
    return window.count() > 0 || window.flagged() > 0 || !window.statistics().isEmpty();
  }

  private static long amount(Window window) {
    return window
        .statistics()
        .find(Statistic.SUM)
        .orElse(window.statistics().find(Statistic.DELTA).orElse(0));
  }

  /** Waits until all that was handed over is told and stored. */
  private boolean awaitCarriedOut(AreaPast last) throws SQLException {
    Instant end = last.resolution().spanAt(last.start()).end();
    ToldAnswers told = new ToldAnswers(history.connection(), order.id());
    for (int look = 0; look < LOOKS; look++) {
      if (!told.through(last.resolution()).isBefore(end)) {
        return true;
      }
      if (!history.pause().getAsBoolean()) {
        return false;
      }
    }
    return false;
  }
}
