package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest window of every series, and how far each dataset is complete.
 *
 * <p>Not for several threads: {@link LiveState} guards it.
 */
final class LatestWindows {

  private static final int PARTITIONS_OF_A_TREE = 1;

  private final Map<String, OfDataset> datasets = new TreeMap<>();

  /** What is known of one dataset. */
  static final class OfDataset {
    private final Map<String, Newest> series = new TreeMap<>();
    private final Map<Resolution, Map<Integer, Instant>> through = new EnumMap<>(Resolution.class);
    private long version;

    /** Changes with every window. */
    long version() {
      return version;
    }

    Collection<Newest> series() {
      return series.values();
    }
  }

  /** The newest window of a series, and the last event that told of it filling. */
  static final class Newest {
    private PublishedWindow published;
    private @Nullable Instant lastComplete;
    private @Nullable LiveEvent running;

    Newest(PublishedWindow published) {
      this.published = published;
    }

    PublishedWindow published() {
      return published;
    }
  }

  Optional<OfDataset> of(String dataset) {
    return Optional.ofNullable(datasets.get(dataset));
  }

  Collection<OfDataset> all() {
    return datasets.values();
  }

  /** Every window in it. */
  List<PublishedWindow> windows() {
    List<PublishedWindow> windows = new ArrayList<>();
    for (OfDataset dataset : datasets.values()) {
      dataset.series.values().forEach(newest -> windows.add(newest.published));
    }
    return windows;
  }

  /** Takes a window. Answers whether it says something that was not known to be over. */
  boolean accept(Window window, Instant publishedAt) {
    OfDataset dataset = datasets.computeIfAbsent(window.dataset(), id -> new OfDataset());
    PublishedWindow published = new PublishedWindow(window, publishedAt);
    Newest newest =
        dataset.series.computeIfAbsent(window.seriesKey(), key -> new Newest(published));
    boolean running = window.status() == Window.Status.RUNNING;
    Instant lastComplete = newest.lastComplete;
    if (running && lastComplete != null && !window.start().isAfter(lastComplete)) {
      return false;
    }
    if (!running && (lastComplete == null || window.start().isAfter(lastComplete))) {
      newest.lastComplete = window.start();
    }
    if (!isOlder(window, newest.published.window())) {
      newest.published = published;
      dataset.version++;
    }
    return true;
  }

  /** Notes the event that told of a series; a running one before it is over. */
  void told(Window window, LiveEvent event) {
    of(window.dataset())
        .map(dataset -> dataset.series.get(window.seriesKey()))
        .ifPresent(
            newest -> {
              if (newest.running != null) {
                newest.running.supersede();
              }
              newest.running = event.kind() == LiveEvent.Kind.RUNNING ? event : null;
            });
  }

  /** Takes back what was withdrawn. */
  void accept(Withdrawn withdrawn, Instant at) {
    of(withdrawn.dataset())
        .ifPresent(
            dataset -> {
              // What a stricter policy replaces is told from what is not by its revision.
              if (!withdrawn.reason().equals(Window.POLICY)) {
                dataset.series.values().removeIf(newest -> covers(withdrawn, at, newest.published));
              }
              dataset.version++;
            });
  }

  /** Forgets a series. */
  void forget(String seriesKey) {
    for (OfDataset dataset : datasets.values()) {
      if (dataset.series.remove(seriesKey) != null) {
        dataset.version++;
      }
    }
  }

  void accept(CompleteThrough progress) {
    datasets
        .computeIfAbsent(progress.dataset(), id -> new OfDataset())
        .through
        .computeIfAbsent(progress.resolution(), resolution -> new TreeMap<>())
        .merge(progress.partition(), progress.through(), LatestWindows::later);
  }

  /**
   * How far a dataset's windows of a resolution are complete; absent until every partition has
   * told.
   *
   * <p>What is complete in short windows is so in long ones, down to where the last long one began.
   */
  Optional<Instant> completeThrough(String dataset, Resolution resolution) {
    return completeThrough(dataset, resolution, Topics.PARTITIONS);
  }

  /** The same of what is told by areas; absent until it was told of every tree of them. */
  Optional<Instant> completeThrough(List<String> trees, Resolution resolution) {
    List<Instant> each =
        trees.stream()
            .flatMap(tree -> completeThrough(tree, resolution, PARTITIONS_OF_A_TREE).stream())
            .toList();
    return each.size() < trees.size() ? Optional.empty() : each.stream().min(Instant::compareTo);
  }

  private Optional<Instant> completeThrough(String of, Resolution resolution, int partitions) {
    Map<Resolution, Map<Integer, Instant>> told =
        of(of).map(known -> known.through).orElse(Map.of());
    return told.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(resolution) <= 0)
        .filter(entry -> entry.getValue().size() >= partitions)
        .map(entry -> entry.getValue().values().stream().min(Instant::compareTo).orElseThrow())
        .map(through -> resolution.spanAt(through).start())
        .max(Instant::compareTo);
  }

  private static boolean isOlder(Window window, Window known) {
    int byStart = window.start().compareTo(known.start());
    return byStart < 0 || (byStart == 0 && window.revision() < known.revision());
  }

  private static boolean covers(Withdrawn withdrawn, Instant at, PublishedWindow published) {
    Window window = published.window();
    return window.start().isBefore(withdrawn.to())
        && window.end().isAfter(withdrawn.from())
        && !published.publishedAt().isAfter(at);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
