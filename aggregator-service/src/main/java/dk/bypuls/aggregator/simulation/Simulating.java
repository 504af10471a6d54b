package dk.bypuls.aggregator.simulation;

import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Simulation;
import dk.bypuls.aggregator.privacy.Simulation.ExactLeaf;
import dk.bypuls.aggregator.store.PastHistory;
import dk.bypuls.aggregator.store.SimulationProgress;
import dk.bypuls.aggregator.window.PastLeaves;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.PolicySimulation;
import dk.bypuls.events.registry.Registry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One order to simulate a policy, carried out: reads the past day by day, then asks the engine. */
final class Simulating {

  /** They are held in memory, at about half a kilobyte each, and answered once for each group. */
  static final int MOST_LEAVES = 100_000;

  /** Of one hour, or of one leaf where that is longer. */
  private static final int MOST_WINDOWS = 25_000;

  private final PolicySimulation order;
  private final PastHistory history;
  private final Registry registry;
  private final Resolution resolution;

  Simulating(PolicySimulation order, PastHistory history, Registry registry) {
    this.order = order;
    this.history = history;
    this.registry = registry;
    this.resolution = order.policy().grain().resolution();
  }

  /** Carries it out to its end, and notes how far it is after each day. */
  SimulationProgress run(SimulationProgress before) {
    SimulationProgress progress = before;
    try {
      NoiseKey key = anyKey();
      List<ExactLeaf> past = read(leaves(key), progress);
      Simulation.Report report =
          new Simulation(order.policy(), key).over(past, new TreeSet<>(order.smallestGroups()));
      demandAnyHeard(report);
      progress = progress.further(order.to()).done(SimulationReport.json(order.policy(), report));
    } catch (RefusedException e) {
      progress = progress.refused(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      // It would not end otherwise when it is tried again, and other work on the past waits for it.
      progress = progress.refused("the engine has no answer for this past: " + e.getMessage());
    }
    history.note(order.id(), order.dataset(), progress);
    return progress;
  }

  /**
   * A key of its own. The noise is that of another family anyway, so that the dataset's key would
   * give no truer figures; without it here, no mistake in a simulation can lay it open.
   */
  private static NoiseKey anyKey() {
    byte[] secret = new byte[NoiseKey.BYTES];
    new SecureRandom().nextBytes(secret);
    return new NoiseKey(secret);
  }

  private PastLeaves leaves(NoiseKey key) {
    Dataset dataset =
        registry
            .dataset(order.dataset())
            .orElseThrow(() -> new RefusedException("the dataset is no longer registered"));
    return PastLeaves.of(registry, dataset, order.policy(), key)
        .orElseThrow(
            () ->
                new RefusedException(
                    "the dataset has other areas than when this was ordered; order it anew"));
  }

  private List<ExactLeaf> read(PastLeaves leaves, SimulationProgress progress) {
    List<ExactLeaf> past = new ArrayList<>();
    Resolution portion = resolution.compareTo(Resolution.PT1H) > 0 ? resolution : Resolution.PT1H;
    Instant day = order.from();
    Instant at = first();
    while (at.isBefore(order.to())) {
      Instant end = portion.spanAt(at).end();
      past.addAll(read(leaves, at, end.isBefore(order.to()) ? end : order.to()));
      demandFew(past.size());
      at = end;
      if (!Resolution.P1D.spanAt(at).contains(day)) {
        day = at;
        history.note(order.id(), order.dataset(), progress.further(at));
      }
    }
    if (past.isEmpty()) {
      throw new RefusedException(
          "no whole %s is in the range, or no sensor of the dataset stands in its areas"
              .formatted(resolution));
    }
    return past;
  }

  /** A leaf that began before the range is not in it. */
  private Instant first() {
    Resolution.Span span = resolution.spanAt(order.from());
    return span.start().equals(order.from()) ? order.from() : span.end();
  }

  /** The leaves that start in a portion, and end by the end of the range. */
  private List<ExactLeaf> read(PastLeaves leaves, Instant from, Instant to) {
    List<Window> windows = history.kept(order.dataset(), resolution, from, to, MOST_WINDOWS);
    if (windows.size() > MOST_WINDOWS) {
      throw new RefusedException(
          "more than %d windows start from %s to %s: the dataset is too large to be simulated at once"
              .formatted(MOST_WINDOWS, from, to));
    }
    Map<Instant, List<Window>> byStart =
        windows.stream().collect(Collectors.groupingBy(Window::start));
    List<ExactLeaf> found = new ArrayList<>();
    Resolution.Span span = resolution.spanAt(from);
    while (span.start().isBefore(to) && !span.end().isAfter(order.to())) {
      found.addAll(leaves.at(span.start(), byStart.getOrDefault(span.start(), List.of())));
      span = resolution.spanAt(span.end());
    }
    return found;
  }

  private static void demandAnyHeard(Simulation.Report report) {
    if (report.leaves() == 0) {
      throw new RefusedException(
          "nothing was heard of any of %d leaves: order a range that history reaches back to"
              .formatted(report.silent()));
    }
  }

  private static void demandFew(int leaves) {
    if (leaves > MOST_LEAVES) {
      throw new RefusedException(
          "the range has more than %d leaves: order a shorter one, larger areas or a longer resolution"
              .formatted(MOST_LEAVES));
    }
  }

  /** What was ordered cannot be done; the message says what can. */
  private static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
