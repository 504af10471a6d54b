package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.events.Window;
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
    Map<Cell, Long> claims(List<Told> told, Known known) {
      return new Reconstruction(new Equations(told, known)).byBounds();
    }
  },

  /**
   * The same equations solved as whole numbers: what is in all solutions is so. It finds what no
   * equation says by itself, as of areas that overlap.
   */
  INTEGER_PROGRAM {
    @Override
    Map<Cell, Long> claims(List<Told> told, Known known) {
      return new Reconstruction(new Equations(told, known)).bySolving();
    }
  },

  /** Of several answers for one cell the mean is what is behind the noise. */
  AVERAGING {
    @Override
    Map<Cell, Long> claims(List<Told> told, Known known) {
      return means(
          told.stream().filter(each -> each.isLeaf() && each.isFirst()).toList(), FEWEST_ANSWERS);
    }
  },

  /** The same of several trees of areas over one counter. */
  MANY_TREES {
    @Override
    Map<Cell, Long> claims(List<Told> told, Known known) {
      boolean several = told.stream().map(Told::tree).distinct().count() > 1;
      return several
          ? means(told.stream().filter(Told::isLeaf).toList(), FEWEST_ANSWERS)
          : Map.of();
    }
  },

  /** What is told while a quarter fills is what it comes to. */
  RUNNING_COUNTS {
    @Override
    Map<Cell, Long> claims(List<Told> told, Known known) {
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
    Map<Cell, Long> claims(List<Told> told, Known known) {
      Map<Cell, Told> before = new HashMap<>();
      Map<Cell, Long> claims = new HashMap<>();
      for (Told each : told) {
        if (each.isLeaf() && each.value().isPresent()) {
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
    Map<Cell, Long> claims(List<Told> told, Known known) {
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

  /** One answer that is given often is one. */
  private static final int FEWEST_ANSWERS = 2;

  /** Claims of quarters of the smallest squares, as far as it can make any. */
  abstract Map<Cell, Long> claims(List<Told> told, Known known);

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
          if (values.stream().distinct().count() >= fewest) {
            double mean = values.stream().mapToLong(value -> value).average().orElseThrow();
            claims.put(cell, Math.round(mean));
          }
        });
    return claims;
  }
}
