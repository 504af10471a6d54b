package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.window.PastAnswers;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.registry.BackPublication;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is larger or longer than leaves of the past, made of those that are out. */
final class PeopleSums {

  private final PastHistory history;
  private final Registry registry;
  private final Dataset dataset;
  private final PolicyHistory policies;
  private final BackPublication order;
  private final ToldAnswers told;

  PeopleSums(PastHistory history, Registry registry, Dataset dataset, BackPublication order) {
    this.history = history;
    this.registry = registry;
    this.dataset = dataset;
    this.policies = dataset.protection().orElseThrow();
    this.order = order;
    this.told = new ToldAnswers(history.connection(), dataset.id());
  }

  /** How many windows of a day are out. */
  long rows(Resolution.Span day) throws SQLException {
    long rows = 0;
    for (Resolution resolution : Resolution.all()) {
      rows += told.between(resolution, day.start(), day.end()).size();
    }
    return rows;
  }

  /** Tells what is not out of a day, and of the month that ends with it; false if given up. */
  boolean tell(Resolution.Span day) throws SQLException {
    tell(day, false);
    Resolution.Span month = Resolution.P1M.spanAt(day.start());
    if (month.end().equals(day.end())) {
      tell(month, true);
    }
    return history.awaitStored();
  }

  private void tell(Resolution.Span range, boolean whole) throws SQLException {
    PastAnswers answers = new PastAnswers(registry, dataset, policies, Instant.now());
    Set<String> known = new HashSet<>();
    Instant at = range.start();
    while (at.isBefore(range.end())) {
      Resolution.Span day = Resolution.P1D.spanAt(at);
      for (Resolution resolution : Resolution.all()) {
        for (Window window : told.between(resolution, day.start(), day.end())) {
          if (known.add(cell(window)) && PastAnswers.isLeaf(window)) {
            answers.leaf(window);
          }
        }
      }
      if (whole) {
        answers.forgetShorterThan(Resolution.P1M);
      }
      at = day.end();
    }
    release(answers.sums(), known, range, whole);
  }

  /** What is under way is told as time goes on; what was told stays as it is. */
  private void release(List<Window> sums, Set<String> known, Resolution.Span range, boolean whole)
      throws SQLException {
    for (Window sum : sums) {
      String tree = policies.at(sum.start()).grain().tree();
      boolean over =
          !sum.end().isAfter(order.to())
              && !sum.end().isAfter(range.end())
              && !sum.end().isAfter(told.through(tree));
      if (over && whole == (sum.resolution() == Resolution.P1M) && !known.contains(cell(sum))) {
        new Gate(history.ways(), PastTopic.partitionOf(tree), () -> registry)
            .retold(dataset, order.id(), sum);
      }
    }
  }

  private static String cell(Window window) {
    return window.seriesKey() + " " + window.start();
  }
}
