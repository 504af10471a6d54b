package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All attacks on what one city told, held against the truth. */
public final class Trial {

  /** Rarer answers say little about how likely they are. */
  private static final int FEWEST = 100;

  private static final double STANDARD_ERRORS = 4;

  private final Crowd crowd;
  private final List<Told> told;
  private final Known known;

  public Trial(Crowd crowd, List<Told> told) {
    this(crowd, told, Crowd.known());
  }

  /** The same of a city in which people are protected in another way. */
  public Trial(Crowd crowd, List<Told> told, Known known) {
    this.known = known;
    this.crowd = crowd;
    this.told = List.copyOf(told);
  }

  /**
   * What came of an attack.
   *
   * @param claims how many exact values it claims to know
   * @param right how many of them are right
   */
  public record Outcome(long claims, long right) {}

  public Outcome of(Attack attack) {
    Map<Cell, Long> claims = attack.claims(told, known);
    long right =
        claims.entrySet().stream()
            .filter(claim -> claim.getValue() == sought(attack, claim.getKey()))
            .count();
    return new Outcome(claims.size(), right);
  }

  private long sought(Attack attack, Cell cell) {
    return attack == Attack.REVISIONS ? Weakened.LATE : crowd.truth().getOrDefault(cell, -1L);
  }

  /** Of how many values what was withheld may be, at least, by all equations together. */
  public long narrowestWithheld() {
    return new Reconstruction(new Equations(told, known)).narrowest();
  }

  public long leaves() {
    return told.stream().filter(Told::isLeaf).count();
  }

  public long withheld() {
    return told.stream().filter(each -> each.isLeaf() && each.isWithheld()).count();
  }

  /** The most, in 95 of 100, that truly passed where it was withheld: how wide a guess must be. */
  public long widthOfWithheld() {
    List<Long> truly =
        told.stream()
            .filter(each -> each.isLeaf() && each.isWithheld())
            .map(each -> crowd.truth().getOrDefault(each.cell(), 0L))
            .sorted()
            .toList();
    return truly.isEmpty() ? 0 : truly.get((int) (truly.size() * 0.95));
  }

  /**
   * The largest logarithm of how much likelier some answer is with one passage more, or one less,
   * that four standard errors are still below.
   */
  public double observedEpsilon() {
    Map<String, Integer> without = new TreeMap<>();
    Map<String, Integer> with = new TreeMap<>();
    for (Told each : told) {
      int counter = each.isLeaf() ? twin(each.area()) : -1;
      if (counter >= 0) {
        (counter % 2 == 0 ? without : with).merge(each.value().toString(), 1, Integer::sum);
      }
    }
    return Math.max(likelier(with, without), likelier(without, with));
  }

  private static int twin(String area) {
    return TWINS.getOrDefault(area, -1);
  }

  private static final Map<String, Integer> TWINS = twins();

  private static Map<String, Integer> twins() {
    Map<String, Integer> twins = new HashMap<>();
    for (int counter = Crowd.STREETS; counter < Crowd.counters(); counter++) {
      twins.put(Crowd.square(counter), counter);
    }
    return twins;
  }

  private static double likelier(Map<String, Integer> here, Map<String, Integer> there) {
    double most = 0;
    for (Map.Entry<String, Integer> entry : here.entrySet()) {
      double often = entry.getValue();
      double less = there.getOrDefault(entry.getKey(), 0);
      if (often >= FEWEST) {
        double error = less == 0 ? 0 : STANDARD_ERRORS * Math.sqrt(1 / often + 1 / less);
        most = Math.max(most, Math.log(often / less) - error);
      }
    }
    return most;
  }
}
