package dk.bypuls.bench.privacy;

import dk.bypuls.bench.privacy.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.grid.GridCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Cities that make one mistake each, made of what ours told and of the truth. They show that the
 * attacks are real: one that fails here as well proves nothing.
 */
public enum Weakened {
  /** Small groups are withheld, the others told exactly; and what is larger is exact too. */
  EXACT_PARENTS(Attack.SUBTRACTION) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      Map<String, Long> sums = new HashMap<>();
      crowd.truth().forEach((cell, count) -> addUp(sums, cell, count));
      List<Told> told = new ArrayList<>();
      for (Told each : ours) {
        long exact = sums.getOrDefault(key(each.area(), each.resolution(), each.start()), 0L);
        boolean isSmall = each.isLeaf() && exact < SMALLEST_GROUP;
        told.add(isSmall ? withheld(each) : each.with(exact));
      }
      return told;
    }
  },

  /** Whoever asks gets other noise. */
  REDRAWN_NOISE(Attack.AVERAGING) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      return answeredOften(ours, crowd, "");
    }
  },

  /** A counter is in many trees of areas, each of which has noise of its own. */
  ONE_SENSOR_IN_MANY_TREES(Attack.MANY_TREES) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      return answeredOften(ours, crowd, "tree-");
    }
  },

  /** What fills is told while it does. */
  RUNNING_COUNTS(Attack.RUNNING_COUNTS) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      List<Told> told = new ArrayList<>(ours);
      leaves(ours).forEach(each -> told.add(each.running(exact(crowd, each))));
      return told;
    }
  },

  /** Who comes late makes a revision, with the noise that was. */
  REVISIONS(Attack.REVISIONS) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      List<Told> told = new ArrayList<>(ours);
      for (Told each : leaves(ours)) {
        each.value().ifPresent(value -> told.add(each.revised(2, value + LATE)));
      }
      return told;
    }
  },

  /** Where nobody was, nothing is said. */
  SILENT_EMPTY_SQUARES(Attack.SILENCE) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      return ours.stream().filter(each -> !each.isLeaf() || exact(crowd, each) > 0).toList();
    }
  };

  /** How many come late to each quarter, where revisions are made. */
  static final long LATE = 1;

  private static final int SMALLEST_GROUP = Crowd.policy().rules().smallestGroup();
  private static final int ANSWERS = 400;

  /** Answering so often takes room: of every so many leaves one is enough. */
  private static final int EACH = 50;

  private final Attack foundBy;

  Weakened(Attack foundBy) {
    this.foundBy = foundBy;
  }

  /** The attack that must succeed here. */
  public Attack foundBy() {
    return foundBy;
  }

  /** What such a city would tell. */
  public abstract List<Told> of(List<Told> ours, Crowd crowd);

  private static List<Told> leaves(List<Told> told) {
    return told.stream().filter(Told::isLeaf).toList();
  }

  private static long exact(Crowd crowd, Told leaf) {
    return crowd.truth().getOrDefault(leaf.cell(), 0L);
  }

  private static Told withheld(Told each) {
    return new Told(
        each.tree(),
        each.area(),
        each.resolution(),
        each.start(),
        Window.Status.SUPPRESSED,
        each.revision(),
        OptionalLong.empty());
  }

  private static List<Told> answeredOften(List<Told> ours, Crowd crowd, String tree) {
    Random chance = new Random(11);
    List<Told> told = new ArrayList<>(ours);
    List<Told> leaves = leaves(ours);
    for (int i = 0; i < leaves.size(); i += EACH) {
      for (int answer = 0; answer < ANSWERS; answer++) {
        long noisy = exact(crowd, leaves.get(i)) + noise(chance);
        String of = tree.isEmpty() ? Told.OUR_TREE : tree + answer;
        told.add(leaves.get(i).inTree(of, noisy));
      }
    }
    return told;
  }

  /** Two-sided geometric, for an epsilon of 1. */
  private static long noise(Random chance) {
    long up = geometric(chance);
    long down = geometric(chance);
    return up - down;
  }

  private static long geometric(Random chance) {
    return (long) Math.floor(-Math.log(1 - chance.nextDouble()));
  }

  private static void addUp(Map<String, Long> sums, Cell cell, long count) {
    GridCell square = GridCell.named(cell.area()).orElseThrow();
    for (String area :
        List.of(
            cell.area(),
            square.within(GridCell.Size.KM1).name(),
            square.within(GridCell.Size.KM10).name())) {
      for (Resolution resolution : Resolution.all()) {
        sums.merge(
            key(area, resolution, resolution.spanAt(cell.start()).start()), count, Long::sum);
      }
    }
  }

  private static String key(String area, Resolution resolution, java.time.Instant start) {
    return area + ' ' + resolution + ' ' + start;
  }
}
