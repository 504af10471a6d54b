package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.release.Gate;
import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.aggregator.window.AreaAggregation;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Registry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.Stores;

/**
 * The windows of areas that the sensors of all partitions give together, by the class that makes
 * them in the stream.
 *
 * <p>What was corrected is told once here, since all parts are there before the first window is
 * told: that of a sensor which came last has replaced those before it.
 */
final class AreaRecomputation {

  private final Asked asked;
  private final WindowRules rules;
  private final int most;
  private final AreaAggregation aggregation;
  private final Map<Name, Instant> lastHeard = new HashMap<>();
  private final Map<String, ToldWindow> told = new TreeMap<>();

  private record Name(String area, String quantity, Resolution resolution, Instant start) {}

  AreaRecomputation(Asked asked, Registry registry, WindowRules rules, int partitions, int most) {
    this.asked = asked;
    this.rules = rules;
    this.most = most;
    this.aggregation =
        new AreaAggregation(
            rules,
            () -> registry,
            Stores.inMemoryKeyValueStore("areas").get(),
            new Gate(new Ear(this::hear), 0, () -> registry),
            null,
            0,
            partitions,
            tree -> true);
  }

  /** The windows of areas that are complete by what all partitions say, by their cells. */
  Map<String, ToldWindow> of(List<HeardParts> partitions) {
    for (HeardParts partition : partitions) {
      for (HeardParts.Heard heard : partition.all()) {
        aggregation.take(heard.part());
        note(heard.part(), heard.at());
      }
    }
    // Its time begins long before any is forgotten, and a second of it tells thousands of windows.
    for (int second = 1; second < 3 + lastHeard.size() / 1_000; second++) {
      for (int partition = 0; partition < partitions.size(); partition++) {
        Instant through = partitions.get(partition).through();
        aggregation.take(new AreaBeat(partition, through, Instant.ofEpochSecond(second)));
      }
    }
    return told;
  }

  private void note(AreaPart part, Instant at) {
    for (String area : part.path()) {
      lastHeard.merge(
          new Name(area, part.quantity().id(), part.resolution(), part.start()),
          at,
          (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  private void hear(WindowEvent event) {
    if (event instanceof Window window
        && window.cell() instanceof Cell.AreaCell cell
        && asked.isAbout(window)) {
      Name name =
          new Name(cell.area(), window.quantity().id(), window.resolution(), window.start());
      ToldWindow next = new ToldWindow(window, toldAt(window, name));
      told.put(next.cell(), next);
      Limits.demandFew(told.size(), most);
    }
  }

  /** When the stream told it at the latest: what came after its completion was gathered first. */
  private Instant toldAt(Window window, Name name) {
    Instant heard = lastHeard.getOrDefault(name, window.end());
    boolean inTime = heard.isBefore(window.end().plus(rules.settle()).plus(rules.gatherQuiet()));
    return inTime ? heard : heard.plus(rules.gatherLongest());
  }
}
