package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Somebody who saw a person at two places, at known times, and asks the released figures whether
 * the person went on to others, or to which.
 *
 * <p>They know more than anyone does: how many others passed each of those places. What is left to
 * find out is one passage at each, hidden by the noise alone, whose epsilon is stated.
 */
public final class Following {

  /** So many places the person may have gone on to. */
  static final int CANDIDATES = 4;

  private final Map<Cell, OptionalLong> told = new HashMap<>();
  private final List<Instant> times;
  private final double epsilon;

  /** With all that was told of a crowd. */
  public Following(List<Told> all, Crowd crowd) {
    all.stream().filter(Told::isLeaf).forEach(each -> told.put(each.cell(), each.value()));
    times = crowd.starts();
    epsilon = Crowd.EPSILON.numerator().doubleValue() / Crowd.EPSILON.denominator().doubleValue();
  }

  /**
   * How well it went.
   *
   * @param measured the share of right guesses, less that of wrong ones
   * @param standardError of that
   * @param bound what epsilon states that it is at most
   */
  public record Advantage(double measured, double standardError, double bound) {

    /** Whether it is no more than is stated, as far as that can be told from so many guesses. */
    public boolean isWithinBound() {
      return measured - 4 * standardError <= bound;
    }
  }

  /** Whether the person passed that many further places, each of which was passed by no other. */
  public Advantage whetherTo(int stops) {
    List<Double> gains = new ArrayList<>();
    for (Instant time : times) {
      for (int first = 0; first + stops <= Crowd.TWINS / 2; first += stops) {
        double with = 0;
        double without = 0;
        for (int twin = first; twin < first + stops; twin++) {
          with += evidence(passed(twin), time);
          without += evidence(notPassed(twin), time);
        }
        gains.add(guess(with) - guess(without));
      }
    }
    return advantage(gains, tanhHalf(stops * epsilon));
  }

  /** To which of some places the person went, who went to one of them. */
  public Advantage whereTo() {
    List<Double> gains = new ArrayList<>();
    for (Instant time : times) {
      for (int twin = 0; twin < Crowd.TWINS / 2; twin++) {
        double right = evidence(passed(twin), time);
        double[] wrong = new double[CANDIDATES - 1];
        for (int other = 0; other < wrong.length; other++) {
          wrong[other] = evidence(notPassed((twin + other) % (Crowd.TWINS / 2)), time);
        }
        gains.add((share(right, wrong) * CANDIDATES - 1) / (CANDIDATES - 1));
      }
    }
    // Had the person gone elsewhere, two places would be told otherwise.
    double odds = Math.exp(2 * epsilon);
    double mostLikely = odds / (odds + CANDIDATES - 1);
    return advantage(gains, (mostLikely * CANDIDATES - 1) / (CANDIDATES - 1));
  }

  /** The chance that who takes the likeliest, by lot where several are, takes the right one. */
  private static double share(double right, double[] wrong) {
    int alike = 1;
    for (double each : wrong) {
      if (each > right) {
        return 0;
      }
      alike += each == right ? 1 : 0;
    }
    return 1.0 / alike;
  }

  private static double guess(double evidence) {
    return evidence > 0 ? 1 : evidence < 0 ? 0 : 0.5;
  }

  /** The logarithm of how much likelier the answer is with one passage more than are known. */
  private double evidence(int counter, Instant time) {
    OptionalLong answer =
        told.getOrDefault(new Cell(Crowd.square(counter), time), OptionalLong.empty());
    if (answer.isEmpty()) {
      return 0; // so many are there that it is withheld about as seldom with one more
    }
    long above = answer.getAsLong() - Crowd.ALIKE;
    return epsilon * (Math.abs(above) - Math.abs(above - 1));
  }

  private static int passed(int twin) {
    return Crowd.STREETS + 2 * twin + 1;
  }

  private static int notPassed(int twin) {
    return Crowd.STREETS + 2 * twin;
  }

  private static double tanhHalf(double ratio) {
    return Math.tanh(ratio / 2);
  }

  private static Advantage advantage(List<Double> gains, double bound) {
    double mean = gains.stream().mapToDouble(gain -> gain).average().orElse(0);
    double squares = gains.stream().mapToDouble(gain -> (gain - mean) * (gain - mean)).sum();
    double error = gains.size() < 2 ? 1 : Math.sqrt(squares / (gains.size() - 1) / gains.size());
    return new Advantage(mean, error, bound);
  }

  /** What a city tells that has neither noise nor smallest groups. */
  public static List<Told> exactly(List<Told> ours, Crowd crowd) {
    return ours.stream()
        .filter(Told::isLeaf)
        .map(each -> each.with(crowd.truth().getOrDefault(each.cell(), 0L)))
        .toList();
  }

  /** How many stops are tried. */
  public static IntStream stops() {
    return IntStream.of(1, 2, 4);
  }
}
