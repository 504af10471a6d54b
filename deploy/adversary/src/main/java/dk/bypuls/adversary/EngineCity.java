package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.NoiseKey;
import dk.bypuls.aggregator.privacy.Passages;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.PolicyHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the engine by itself tells of a crowd, and the sums of what it told. */
public final class EngineCity {

  private static final List<Resolution> LONGER = List.of(Resolution.PT1H, Resolution.P1D);

  private final Engine engine =
      new Engine(PolicyHistory.of(Crowd.policy()), new NoiseKey(new byte[NoiseKey.BYTES]));
  private final List<Told> told = new ArrayList<>();
  private final Map<Sum, Coarser> sums = new TreeMap<>();

  private EngineCity() {}

  /** A larger area or a longer time. */
  private record Sum(Resolution resolution, Cell cell) implements Comparable<Sum> {
    @Override
    public int compareTo(Sum other) {
      int byResolution = resolution.compareTo(other.resolution);
      return byResolution != 0 ? byResolution : cell.compareTo(other.cell);
    }
  }

  /** All that is told of it. */
  public static List<Told> of(Crowd crowd) {
    EngineCity city = new EngineCity();
    crowd.truth().forEach(city::answer);
    city.sums.forEach(
        (sum, coarser) -> city.told.add(told(sum.resolution(), sum.cell(), coarser, true)));
    return city.told;
  }

  private void answer(Cell cell, long exact) {
    Leaf leaf = new Leaf(Crowd.policy().grain(), cell.area(), Crowd.QUANTITY, cell.start());
    Answer answer =
        engine
            .answer(leaf, new Passages(exact), Memory.NONE, leaf.span().end())
            .orElseThrow()
            .answer();
    told.add(told(Resolution.PT15M, cell, Coarser.NONE.and(answer), false));
    for (String area : Equations.areasAround(cell.area())) {
      if (!area.equals(cell.area())) {
        add(Resolution.PT15M, area, cell, answer);
      }
      LONGER.forEach(resolution -> add(resolution, area, cell, answer));
    }
  }

  private void add(Resolution resolution, String area, Cell cell, Answer answer) {
    Cell larger = new Cell(area, resolution.spanAt(cell.start()).start());
    sums.merge(
        new Sum(resolution, larger), Coarser.NONE.and(answer), (sum, one) -> sum.and(answer));
  }

  private static Told told(Resolution resolution, Cell cell, Coarser sum, boolean isSum) {
    OptionalLong value = sum.value();
    return new Told(
        Told.OUR_TREE,
        cell.area(),
        resolution,
        cell.start(),
        isSum ? sum.leaves() : 0,
        value.isPresent() ? Window.Status.COMPLETE : Window.Status.SUPPRESSED,
        1,
        value);
  }
}
