package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.TighteningProgress.Count;
import dk.bypuls.aggregator.store.TighteningProgress.Sort;
import dk.bypuls.aggregator.window.PastAnswers;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One stricter version of a policy, applied to what is out: month by month each window is told anew
 * as a further revision, and the one before is deleted.
 *
 * <p>A month that was left in the middle begins anew: it is made of the revisions before, which are
 * there until it is done, so it comes to the same, and history takes no revision twice.
 */
final class TighteningRun {

  private final PastHistory history;
  private final Connection connection;
  private final Supplier<Registry> registry;
  private final Dataset dataset;
  private final Policy stricter;
  private final PastAnswers answers;
  private final ToldAnswers told;
  private final Map<Sort, Count> counts = new HashMap<>();

  TighteningRun(
      PastHistory history,
      Supplier<Registry> registry,
      Dataset dataset,
      PolicyHistory policies,
      Policy stricter) {
    this.history = history;
    this.connection = history.connection();
    this.registry = registry;
    this.dataset = dataset;
    this.stricter = stricter;
    this.answers = new PastAnswers(registry.get(), dataset, policies, stricter.from());
    this.told = new ToldAnswers(connection, dataset.id());
  }

  /** Goes on from where it stands; answers whether it came to its end. */
  boolean run(TighteningProgress progress) throws SQLException {
    Instant from = progress.reached();
    Instant first = told.first().orElse(stricter.from());
    from = from.isBefore(first) ? first : from;
    while (from.isBefore(stricter.from())) {
      Resolution.Span month = Resolution.P1M.spanAt(from);
      // What may not leave now cannot be told anew, and has to be when it may again.
      if (!month(month) || !lets()) {
        return false;
      }
      done(month);
      from = month.end();
    }
    new TighteningProgress(true, stricter.from())
        .write(connection, dataset.id(), stricter.version());
    return true;
  }

  private boolean lets() {
    return registry.get().dataset(dataset.id()).flatMap(Dataset::protection).isPresent();
  }

  /** Tells a month anew; answers whether history has all of it. */
  private boolean month(Resolution.Span month) throws SQLException {
    answers.forget();
    counts.clear();
    Instant day = month.start();
    while (day.isBefore(month.end())) {
      Resolution.Span span = Resolution.P1D.spanAt(day);
      List<Window> windows = new ArrayList<>();
      for (Resolution resolution : Resolution.all()) {
        if (resolution != Resolution.P1M) {
          windows.addAll(told.between(resolution, span.start(), span.end()));
        }
      }
      tell(windows);
      if (!history.awaitStored()) {
        return false;
      }
      answers.forgetShorterThan(Resolution.P1M);
      day = span.end();
    }
    tell(told.between(Resolution.P1M, month.start(), month.end()));
    return history.awaitStored();
  }

  private void tell(List<Window> windows) {
    List<Window> lasts = lasts(windows);
    for (Window last : lasts) {
      if (PastAnswers.isLeaf(last)) {
        tell(last, answers.leaf(last));
      }
    }
    for (Window last : lasts) {
      if (!PastAnswers.isLeaf(last)) {
        tell(last, answers.sum(last));
      }
    }
  }

  /**
   * Of each window the last revision that was told before the stricter policy; the first one, where
   * it was told under it already.
   */
  private List<Window> lasts(List<Window> windows) {
    Map<String, Window> lasts = new HashMap<>();
    for (Window window : windows) {
      lasts.merge(
          window.seriesKey() + " " + window.start(),
          window,
          (one, other) -> isBefore(other) ? other : one);
    }
    return List.copyOf(lasts.values());
  }

  private boolean isBefore(Window window) {
    return window.revision() < answers.revisionOf(window.start());
  }

  private void tell(Window before, Window now) {
    if (!isBefore(before)) {
      return;
    }
    int partition = PastTopic.partitionOf(answers.treeAt(before.start()));
    String job = "policy-" + dataset.id() + "-" + stricter.version();
    new Gate(history.ways(), partition, registry).retold(dataset, job, now);
    counts.merge(
        new Sort(now.resolution(), PastAnswers.isLeaf(before)), count(before, now), Count::and);
  }

  private static Count count(Window before, Window now) {
    if (before.statistics().equals(now.statistics()) && before.status() == now.status()) {
      return Count.KEPT;
    }
    return now.status() == Window.Status.SUPPRESSED ? Count.WITHDRAWN : Count.CHANGED;
  }

  private void done(Resolution.Span month) throws SQLException {
    connection.setAutoCommit(false);
    try {
      told.deleteReplaced(month.start(), month.end());
      TighteningProgress.add(connection, dataset.id(), stricter.version(), counts);
      new TighteningProgress(false, month.end())
          .write(connection, dataset.id(), stricter.version());
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
