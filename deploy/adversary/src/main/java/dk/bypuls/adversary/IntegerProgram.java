package dk.bypuls.adversary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Whole numbers between bounds of which some sums are known, and what each of them can be: exactly,
 * by narrowing bounds and by trying where that says no more.
 *
 * <p>Bounds alone are not enough: of a + b, b + c and a + c they may say nothing, though there is
 * one solution.
 */
final class IntegerProgram {

  /** A system that needs more is given up on; what is known of it by then still holds. */
  private static final int MOST_STEPS = 500;

  private final long[] least;
  private final long[] most;
  private final List<Sum> sums;
  private int steps;

  /** The last that was found. */
  private long[] solution = {};

  /** The numbers at these places are that much together. */
  static final class Sum {
    private final int[] of;
    private final long least;
    private final long most;

    Sum(int[] of, long least, long most) {
      this.of = of.clone();
      this.least = least;
      this.most = most;
    }

    boolean holds(long[] numbers) {
      long together = Arrays.stream(of).mapToLong(at -> numbers[at]).sum();
      return together >= least && together <= most;
    }
  }

  /**
   * What a number can be.
   *
   * @param isExact whether both ends are in some solution
   */
  record Range(long least, long most, boolean isExact) {

    boolean isOne() {
      return least == most;
    }

    long width() {
      return most - least + 1;
    }
  }

  IntegerProgram(long[] least, long[] most, List<Sum> sums) {
    this.least = least.clone();
    this.most = most.clone();
    this.sums = List.copyOf(sums);
  }

  /** Whether any numbers have these sums; true as well where it was given up on. */
  boolean isFeasible() {
    steps = 0;
    return search(new Bounds(least, most), 1) > 0 || isGivenUp();
  }

  /** How many solutions there are, counted up to so many. */
  long solutions(long atMost) {
    steps = 0;
    return search(new Bounds(least, most), atMost);
  }

  /**
   * What is the same in all solutions, by the place of the number. Each further solution shows for
   * many numbers at once that they are not.
   */
  Map<Integer, Long> certain() {
    Map<Integer, Long> certain = new TreeMap<>();
    if (solutions(1) == 0) {
      return certain;
    }
    long[] first = solution;
    for (int number = 0; number < first.length; number++) {
      certain.put(number, first[number]);
    }
    for (int number = 0; number < first.length; number++) {
      boolean[] exact = {true};
      boolean another =
          certain.containsKey(number)
              && (can(number, least[number], first[number] - 1, exact)
                  || can(number, first[number] + 1, most[number], exact));
      if (another) {
        certain.entrySet().removeIf(each -> each.getValue() != solution[each.getKey()]);
      } else if (!exact[0]) {
        certain.remove(number);
      }
    }
    return certain;
  }

  /** What a number can be; ask it of a system that is feasible. */
  Range rangeOf(int number) {
    Bounds narrow = new Bounds(least, most);
    if (!narrow.narrow(sums)) {
      return new Range(0, -1, true);
    }
    boolean[] exact = {true};
    long low =
        first(
            narrow.least[number], narrow.most[number], at -> can(number, least[number], at, exact));
    long high = -first(-narrow.most[number], -low, at -> can(number, -at, most[number], exact));
    return exact[0]
        ? new Range(low, high, true)
        : new Range(narrow.least[number], narrow.most[number], false);
  }

  /** The first in a row of which all that come later hold too. The last is known to. */
  private static long first(long from, long to, LongPredicate holds) {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = Math.floorDiv(low + high, 2);
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether there is a solution in which a number is between those two. */
  private boolean can(int number, long from, long to, boolean[] exact) {
    if (from > to) {
      return false;
    }
    steps = 0;
    Bounds bounds = new Bounds(least, most);
    bounds.least[number] = Math.max(from, least[number]);
    bounds.most[number] = Math.min(to, most[number]);
    boolean found = search(bounds, 1) > 0;
    exact[0] &= found || !isGivenUp();
    return found;
  }

  private boolean isGivenUp() {
    return steps >= MOST_STEPS;
  }

  /** Counts solutions within the bounds, up to so many. */
  private long search(Bounds bounds, long atMost) {
    if (steps++ >= MOST_STEPS || !bounds.narrow(sums)) {
      return 0;
    }
    int open = bounds.narrowestOpen();
    if (open < 0) {
      solution = bounds.least;
      return 1;
    }
    long middle = Math.floorDiv(bounds.least[open] + bounds.most[open], 2);
    Bounds lower = bounds.copy();
    lower.most[open] = middle;
    long found = search(lower, atMost);
    if (found < atMost) {
      bounds.least[open] = middle + 1;
      found += search(bounds, atMost - found);
    }
    return found;
  }

  /** What each number is between, at one point of the search. */
  private static final class Bounds {
    private final long[] least;
    private final long[] most;

    Bounds(long[] least, long[] most) {
      this.least = least.clone();
      this.most = most.clone();
    }

    Bounds copy() {
      return new Bounds(least, most);
    }

    /** Narrows them by the sums until nothing moves; answers whether anything is left. */
    boolean narrow(List<Sum> sums) {
      boolean moved = true;
      while (moved) {
        moved = false;
        for (Sum sum : sums) {
          long lows = 0;
          long highs = 0;
          for (int at : sum.of) {
            lows += least[at];
            highs += most[at];
          }
          if (lows > sum.most || highs < sum.least) {
            return false;
          }
          for (int at : sum.of) {
            long low = Math.max(least[at], sum.least - (highs - most[at]));
            long high = Math.min(most[at], sum.most - (lows - least[at]));
            moved |= low > least[at] || high < most[at];
            lows += low - least[at];
            highs -= most[at] - high;
            least[at] = low;
            most[at] = high;
            if (low > high) {
              return false;
            }
          }
        }
      }
      return true;
    }

    /** The number that may be fewest values, of those that may be more than one; -1 for none. */
    int narrowestOpen() {
      int narrowest = -1;
      for (int at = 0; at < least.length; at++) {
        boolean isOpen = least[at] < most[at];
        if (isOpen
            && (narrowest < 0 || most[at] - least[at] < most[narrowest] - least[narrowest])) {
          narrowest = at;
        }
      }
      return narrowest;
    }
  }
}
