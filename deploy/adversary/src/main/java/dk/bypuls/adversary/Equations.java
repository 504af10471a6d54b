package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.grid.GridCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is told of larger areas and longer times, less what is told of their parts: equations about
 * the parts that were withheld.
 */
final class Equations {

  /** Joins the squares of an area that is no square. */
  static final String AND = "+";

  private final Known known;
  private final Map<Cell, Long> told = new HashMap<>();
  private final Set<Cell> withheld = new TreeSet<>();
  private final List<Equation> equations;

  /** These withheld leaves have that together, which is known up to rounding. */
  record Equation(List<Cell> leaves, long least, long most) {}

  Equations(List<Told> all, Known known) {
    this.known = known;
    for (Told each : new LinkedHashSet<>(all)) {
      if (each.isLeaf() && each.isWithheld()) {
        withheld.add(each.cell());
      } else if (each.isLeaf() && each.isFirst()) {
        each.value().ifPresent(value -> told.put(each.cell(), value));
      }
    }
    Map<String, Set<Cell>> leaves = leavesOfLarger();
    Map<String, List<Equation>> byKind = new TreeMap<>();
    for (Told each : new LinkedHashSet<>(all)) {
      if (!each.isLeaf() && each.isFirst() && each.value().isPresent()) {
        equation(each, leavesOf(each, leaves))
            .ifPresent(
                equation ->
                    byKind.computeIfAbsent(kind(each), name -> new ArrayList<>()).add(equation));
      }
    }
    // Whoever knows the code knows that sums of what was told alone say nothing of the rest.
    byKind.values().removeIf(kind -> kind.stream().allMatch(this::isSumOfWhatWasTold));
    equations = byKind.values().stream().flatMap(List::stream).toList();
  }

  private boolean isSumOfWhatWasTold(Equation equation) {
    return equation.least() + known.half() == 0;
  }

  /** Sums are made alike for all areas of a size, and all times of a length. */
  private static String kind(Told each) {
    String size = each.area().contains(AND) ? AND : each.area().replaceFirst("_.*", "");
    return each.tree() + ' ' + size + ' ' + each.resolution();
  }

  private static Set<Cell> leavesOf(Told whole, Map<String, Set<Cell>> leaves) {
    if (!whole.area().contains(AND)) {
      return leaves.getOrDefault(key(whole), Set.of());
    }
    return Arrays.stream(whole.area().split(Pattern.quote(AND), -1))
        .map(square -> new Cell(square, whole.start()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Absent where not all of its leaves were seen, or none of them was withheld. */
  private Optional<Equation> equation(Told whole, Set<Cell> leaves) {
    long rest = whole.value().getAsLong();
    List<Cell> unknown = new ArrayList<>();
    for (Cell leaf : leaves) {
      if (withheld.contains(leaf)) {
        unknown.add(leaf);
      } else {
        rest -= told.getOrDefault(leaf, 0L);
      }
    }
    return unknown.isEmpty() || leaves.size() != whole.leaves()
        ? Optional.empty()
        : Optional.of(new Equation(unknown, rest - known.half(), rest + known.half()));
  }

  private static String key(Told each) {
    return key(each.area(), each.resolution(), each.start());
  }

  private static String key(String area, Resolution resolution, Instant start) {
    return area + ' ' + resolution + ' ' + start;
  }

  private Map<String, Set<Cell>> leavesOfLarger() {
    Map<String, Set<Cell>> leaves = new HashMap<>();
    Set<Cell> all = new TreeSet<>(told.keySet());
    all.addAll(withheld);
    for (Cell cell : all) {
      for (String area : areasAround(cell.area())) {
        for (Resolution resolution : Resolution.all()) {
          Instant start = resolution.spanAt(cell.start()).start();
          leaves.computeIfAbsent(key(area, resolution, start), name -> new HashSet<>()).add(cell);
        }
      }
    }
    return leaves;
  }

  /** Itself, and the larger squares in which a square is. */
  static Set<String> areasAround(String area) {
    Set<String> areas = new TreeSet<>(Set.of(area));
    GridCell.named(area)
        .ifPresent(
            square -> {
              areas.add(square.within(GridCell.Size.KM1).name());
              areas.add(square.within(GridCell.Size.KM10).name());
            });
    return areas;
  }

  Set<Cell> withheld() {
    return withheld;
  }

  List<Equation> equations() {
    return equations;
  }

  /** What is known of something withheld before any equation. */
  IntegerProgram.Range before() {
    return new IntegerProgram.Range(0, known.smallestGroup() - 1, true);
  }
}
