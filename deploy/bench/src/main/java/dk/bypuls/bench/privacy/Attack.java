package dk.bypuls.bench.privacy;

import dk.bypuls.bench.privacy.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.grid.GridCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A way to find out what was withheld, or what is behind noise. Each makes claims of quarters of
 * squares from what was told, and knows nothing else but the code and the policy.
 */
public enum Attack {
  /**
   * Equations over areas and times: what is told of the whole, less what is told of its parts, is
   * what was withheld. Solved by bounds: each withheld part is a whole number from 0 to less than
   * the smallest group, and each equation narrows the bounds of its parts until nothing moves.
   */
  SUBTRACTION {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      return new Equations(told).solved();
    }
  },

  /** Of several answers for one cell the mean is what is behind the noise. */
  AVERAGING {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      return means(
          told.stream().filter(each -> each.isLeaf() && each.revision() == 1).toList(),
          FEWEST_ANSWERS);
    }
  },

  /** The same of several trees of areas over one counter. */
  MANY_TREES {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      boolean several = told.stream().map(Told::tree).distinct().count() > 1;
      return several
          ? means(told.stream().filter(Told::isLeaf).toList(), FEWEST_ANSWERS)
          : Map.of();
    }
  },

  /** What is told while a quarter fills is what it comes to. */
  RUNNING_COUNTS {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      Map<Cell, Long> claims = new HashMap<>();
      for (Told each : told) {
        if (each.isLeaf() && each.status() == Window.Status.RUNNING) {
          each.value().ifPresent(value -> claims.put(each.cell(), value));
        }
      }
      return claims;
    }
  },

  /** What a later revision adds to an earlier one is who came late. Claims how many did. */
  REVISIONS {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      Map<Cell, Told> before = new HashMap<>();
      Map<Cell, Long> claims = new HashMap<>();
      for (Told each : told) {
        if (each.isLeaf() && !each.isWithheld()) {
          Told earlier = before.put(each.cell(), each);
          if (earlier != null && each.revision() > earlier.revision()) {
            claims.put(each.cell(), each.value().getAsLong() - earlier.value().getAsLong());
          }
        }
      }
      return claims;
    }
  },

  /** A square of which nothing is told, while others are told, has nobody in it. */
  SILENCE {
    @Override
    Map<Cell, Long> claims(List<Told> told) {
      Set<String> areas = new TreeSet<>();
      Set<Instant> starts = new TreeSet<>();
      Set<Cell> answered = new TreeSet<>();
      for (Told each : told) {
        if (each.isLeaf()) {
          areas.add(each.area());
          starts.add(each.start());
          answered.add(each.cell());
        }
      }
      Map<Cell, Long> claims = new TreeMap<>();
      for (String area : areas) {
        for (Instant start : starts) {
          Cell cell = new Cell(area, start);
          if (!answered.contains(cell)) {
            claims.put(cell, 0L);
          }
        }
      }
      return claims;
    }
  };

  /** Fewer answers leave too much noise in their mean. */
  private static final int FEWEST_ANSWERS = 2;

  /** Claims of quarters of the smallest squares, as far as it can make any. */
  abstract Map<Cell, Long> claims(List<Told> told);

  private static Map<Cell, Long> means(List<Told> leaves, int fewest) {
    Map<Cell, List<Long>> answers = new HashMap<>();
    for (Told each : leaves) {
      each.value()
          .ifPresent(
              value -> answers.computeIfAbsent(each.cell(), cell -> new ArrayList<>()).add(value));
    }
    Map<Cell, Long> claims = new HashMap<>();
    answers.forEach(
        (cell, values) -> {
          if (values.size() >= fewest) {
            double mean = values.stream().mapToLong(value -> value).average().orElseThrow();
            claims.put(cell, Math.round(mean));
          }
        });
    return claims;
  }

  /** The equations between what is told of larger areas and longer times, and their leaves. */
  private static final class Equations {

    private static final int SMALLEST_GROUP = Crowd.policy().rules().smallestGroup();

    private final Map<Cell, Long> known = new HashMap<>();
    private final Map<Cell, long[]> bounds = new HashMap<>();
    private final List<Equation> equations = new ArrayList<>();

    /** So much is in these withheld leaves together. */
    private record Equation(long sum, List<Cell> leaves) {}

    Equations(List<Told> told) {
      for (Told each : told) {
        if (each.isLeaf() && each.status() != Window.Status.RUNNING) {
          if (each.isWithheld()) {
            bounds.put(each.cell(), new long[] {0, SMALLEST_GROUP - 1L});
          } else {
            known.put(each.cell(), each.value().getAsLong());
          }
        }
      }
      Map<String, List<Cell>> leaves = leavesOfLarger();
      for (Told each : told) {
        if (!each.isLeaf() && !each.isWithheld()) {
          add(
              each,
              leaves.getOrDefault(key(each.area(), each.resolution(), each.start()), List.of()));
        }
      }
    }

    private static String key(String area, Resolution resolution, Instant start) {
      return area + ' ' + resolution + ' ' + start;
    }

    private Map<String, List<Cell>> leavesOfLarger() {
      Map<String, List<Cell>> leaves = new HashMap<>();
      List<Cell> all = new ArrayList<>(known.keySet());
      all.addAll(bounds.keySet());
      for (Cell cell : all) {
        GridCell square = GridCell.named(cell.area()).orElseThrow();
        List<String> levels =
            List.of(
                cell.area(),
                square.within(GridCell.Size.KM1).name(),
                square.within(GridCell.Size.KM10).name());
        for (String level : levels) {
          for (Resolution resolution : Resolution.all()) {
            if (resolution.compareTo(Resolution.PT15M) >= 0) {
              Instant start = resolution.spanAt(cell.start()).start();
              leaves
                  .computeIfAbsent(key(level, resolution, start), name -> new ArrayList<>())
                  .add(cell);
            }
          }
        }
      }
      return leaves;
    }

    private void add(Told whole, List<Cell> leaves) {
      long rest = whole.value().getAsLong();
      List<Cell> withheld = new ArrayList<>();
      for (Cell leaf : leaves) {
        rest -= known.getOrDefault(leaf, 0L);
        if (bounds.containsKey(leaf)) {
          withheld.add(leaf);
        }
      }
      // Whoever knows the code knows that a sum of what was told alone says nothing of the rest.
      if (rest != 0 && !withheld.isEmpty()) {
        equations.add(new Equation(rest, withheld));
      }
    }

    Map<Cell, Long> solved() {
      boolean moved = true;
      while (moved) {
        moved = false;
        for (Equation equation : equations) {
          moved |= narrow(equation);
        }
      }
      Map<Cell, Long> solved = new HashMap<>();
      bounds.forEach(
          (cell, range) -> {
            if (range[0] == range[1]) {
              solved.put(cell, range[0]);
            }
          });
      return solved;
    }

    private boolean narrow(Equation equation) {
      long lows = 0;
      long highs = 0;
      for (Cell leaf : equation.leaves()) {
        long[] range = range(leaf);
        lows += range[0];
        highs += range[1];
      }
      if (equation.sum() < lows || equation.sum() > highs) {
        return false; // noise is in it: it says nothing for certain
      }
      boolean moved = false;
      for (Cell leaf : equation.leaves()) {
        long[] range = range(leaf);
        long low = Math.max(range[0], equation.sum() - (highs - range[1]));
        long high = Math.min(range[1], equation.sum() - (lows - range[0]));
        if (low <= high && (low > range[0] || high < range[1])) {
          lows += low - range[0];
          highs -= range[1] - high;
          range[0] = low;
          range[1] = high;
          moved = true;
        }
      }
      return moved;
    }

    private long[] range(Cell leaf) {
      return bounds.computeIfAbsent(leaf, cell -> new long[] {0, SMALLEST_GROUP - 1L});
    }
  }
}
