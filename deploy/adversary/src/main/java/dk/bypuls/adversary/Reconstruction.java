package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.adversary.Equations.Equation;
import dk.bypuls.adversary.IntegerProgram.Range;
import dk.bypuls.adversary.IntegerProgram.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the equations say of each thing that was withheld. */
final class Reconstruction {

  /** An equation about more than that says little, and takes long. */
  private static final int LARGEST_SUM = 16;

  /** Systems are kept that small; what is left out makes ranges wider, never wrong. */
  private static final int LARGEST_SYSTEM = 24;

  private final Equations equations;
  private final Range before;

  Reconstruction(Equations equations) {
    this.equations = equations;
    this.before = equations.before();
  }

  /** The exact values that narrowing bounds gives, one equation at a time. */
  Map<Cell, Long> byBounds() {
    Map<Cell, long[]> bounds = new HashMap<>();
    equations
        .withheld()
        .forEach(cell -> bounds.put(cell, new long[] {before.least(), before.most()}));
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Equation equation : equations.equations()) {
        moved |= narrow(equation, bounds);
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

  private static boolean narrow(Equation equation, Map<Cell, long[]> bounds) {
    List<long[]> ranges =
        equation.leaves().stream().flatMap(leaf -> find(bounds, leaf).stream()).toList();
    long lows = ranges.stream().mapToLong(range -> range[0]).sum();
    long highs = ranges.stream().mapToLong(range -> range[1]).sum();
    if (equation.most() < lows || equation.least() > highs) {
      return false; // noise is in it: it says nothing for certain
    }
    boolean moved = false;
    for (long[] range : ranges) {
      long low = Math.max(range[0], equation.least() - (highs - range[1]));
      long high = Math.min(range[1], equation.most() - (lows - range[0]));
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

  private static List<long[]> find(Map<Cell, long[]> bounds, Cell leaf) {
    long[] range = bounds.get(leaf);
    return range == null ? List.of() : List.of(range);
  }

  /** The values that are the same in all solutions. */
  Map<Cell, Long> bySolving() {
    Map<Cell, Long> solved = new HashMap<>();
    for (Group group : groups()) {
      List<Cell> cells = List.copyOf(group.cells());
      program(cells, group.equations())
          .certain()
          .forEach((at, value) -> solved.put(cells.get(at), value));
    }
    return solved;
  }

  /** Between which values each is, in all solutions. */
  Map<Cell, Range> ranges() {
    Map<Cell, Range> ranges = new TreeMap<>();
    equations.withheld().forEach(cell -> ranges.put(cell, before));
    for (Group group : groups()) {
      List<Cell> cells = List.copyOf(group.cells());
      IntegerProgram program = program(cells, group.equations());
      if (program.isFeasible()) {
        for (int at = 0; at < cells.size(); at++) {
          ranges.put(cells.get(at), program.rangeOf(at));
        }
      }
    }
    return ranges;
  }

  /** The fewest values that any of what was withheld may have; 0 where nothing was. */
  long narrowest() {
    return ranges().values().stream().mapToLong(Range::width).min().orElse(0);
  }

  private IntegerProgram program(List<Cell> cells, Collection<Equation> about) {
    Map<Cell, Integer> places = new HashMap<>();
    for (int at = 0; at < cells.size(); at++) {
      places.put(cells.get(at), at);
    }
    List<Sum> sums =
        about.stream()
            .map(
                equation ->
                    new Sum(
                        equation.leaves().stream()
                            .mapToInt(leaf -> places.getOrDefault(leaf, 0))
                            .toArray(),
                        equation.least(),
                        equation.most()))
            .toList();
    long[] least = new long[cells.size()];
    long[] most = new long[cells.size()];
    Arrays.fill(least, before.least());
    Arrays.fill(most, before.most());
    return new IntegerProgram(least, most, sums);
  }

  /** What has equations in common. */
  private record Group(Set<Cell> cells, List<Equation> equations) {}

  private List<Group> groups() {
    Map<Cell, Group> groupOf = new HashMap<>();
    equations.equations().stream()
        .filter(equation -> equation.leaves().size() <= LARGEST_SUM)
        .sorted(Comparator.comparingInt(equation -> equation.leaves().size()))
        .forEach(equation -> join(equation, groupOf));
    Set<Group> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(groupOf.values());
    return List.copyOf(distinct);
  }

  private static void join(Equation equation, Map<Cell, Group> groupOf) {
    Set<Cell> cells = new LinkedHashSet<>(equation.leaves());
    List<Equation> about = new ArrayList<>(List.of(equation));
    Set<Equation> seen = new LinkedHashSet<>();
    for (Cell leaf : equation.leaves()) {
      Group group = groupOf.get(leaf);
      if (group != null) {
        cells.addAll(group.cells());
        seen.addAll(group.equations());
      }
    }
    about.addAll(seen);
    if (cells.size() <= LARGEST_SYSTEM) {
      Group joined = new Group(cells, about);
      cells.forEach(cell -> groupOf.put(cell, joined));
    }
  }
}
