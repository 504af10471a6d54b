package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.grid.GridCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * Cities that make one mistake each, made of what ours told and of the truth. They show that the
 * attacks are real: one that fails here as well proves nothing.
 */
public enum Weakened {
  /** Small groups are withheld, the others told exactly; and what is larger is exact too. */
  EXACT_PARENTS(Attack.SUBTRACTION) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      return exactly(ours, crowd, 1);
    }
  },

  /** The same, and what is larger is rounded. */
  ROUNDED_PARENTS(Attack.SUBTRACTION) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      return exactly(ours, crowd, ROUNDING);
    }

    @Override
    public Known known() {
      return new Known(SMALLEST_GROUP, ROUNDING);
    }
  },

  /** Beside squares any two of three neighbours are told together, as of grids that overlap. */
  OVERLAPPING_GRIDS(Attack.INTEGER_PROGRAM) {
    @Override
    public List<Told> of(List<Told> ours, Crowd crowd) {
      List<Told> told = new ArrayList<>();
      for (Told leaf : leaves(ours)) {
        long exact = exact(crowd, leaf);
        told.add(exact < SMALLEST_GROUP ? leaf.withheld() : leaf.with(exact));
      }
      for (int first = 0; first + 2 < Crowd.STREETS; first += 3) {
        pair(told, crowd, first, first + 1);
        pair(told, crowd, first + 1, first + 2);
        pair(told, crowd, first, first + 2);
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

  private static final long ROUNDING = 3;

  private final Attack foundBy;

  Weakened(Attack foundBy) {
    this.foundBy = foundBy;
  }

  /** The attacks that must succeed here: solving finds whatever bounds find. */
  public Set<Attack> foundBy() {
    return foundBy == Attack.SUBTRACTION
        ? Set.of(Attack.SUBTRACTION, Attack.INTEGER_PROGRAM)
        : Set.of(foundBy);
  }

  /** What anyone can read of how people are protected there. */
  public Known known() {
    return Crowd.known();
  }

  /** What such a city would tell. */
  public abstract List<Told> of(List<Told> ours, Crowd crowd);

  private static List<Told> leaves(List<Told> told) {
    return told.stream().filter(Told::isLeaf).toList();
  }

  private static long exact(Crowd crowd, Told leaf) {
    return crowd.truth().getOrDefault(leaf.cell(), 0L);
  }

  /** Leaves with few are withheld; the others are told exactly, and all sums, as multiples. */
  private static List<Told> exactly(List<Told> ours, Crowd crowd, long rounding) {
    Map<String, Long> sums = new HashMap<>();
    crowd.truth().forEach((cell, count) -> addUp(sums, cell, count));
    List<Told> told = new ArrayList<>();
    for (Told each : ours) {
      long exact = sums.getOrDefault(key(each.area(), each.resolution(), each.start()), 0L);
      if (each.isLeaf()) {
        told.add(exact < SMALLEST_GROUP ? each.withheld() : each.with(exact));
      } else {
        told.add(each.with((exact + rounding / 2) / rounding * rounding));
      }
    }
    return told;
  }

  private static void pair(List<Told> told, Crowd crowd, int one, int other) {
    for (Instant start : crowd.starts()) {
      Cell first = new Cell(Crowd.square(one), start);
      Cell second = new Cell(Crowd.square(other), start);
      long together =
          crowd.truth().getOrDefault(first, 0L) + crowd.truth().getOrDefault(second, 0L);
      told.add(
          new Told(
              "shifted",
              first.area() + Equations.AND + second.area(),
              Resolution.PT15M,
              start,
              2,
              Window.Status.COMPLETE,
              1,
              OptionalLong.of(together)));
    }
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

  private static String key(String area, Resolution resolution, Instant start) {
    return area + ' ' + resolution + ' ' + start;
  }
}
