package dk.bypuls.adversary;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.grid.GridCell;
import dk.bypuls.events.grid.GridTree;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * People passing counters in a made-up town, and how many passed truly.
 *
 * <p>Most squares are as busy as streets are, from nearly nobody to hundreds. The rest are for
 * measuring epsilon: half of these are passed by {@link #ALIKE} each quarter, half by one more.
 */
public final class Crowd {

  public static final String TENANT = "bench";
  public static final String DATASET = "bench-people";
  public static final String QUANTITY = "people-count";
  public static final Duration QUARTER = Duration.ofMinutes(15);

  /** What the policy says of each passage. */
  public static final Ratio EPSILON = Ratio.of(1, 1);

  static final int ALIKE = 40;
  static final int STREETS = 24;
  static final int TWINS = 32;

  /** About 130 metres to the east: each counter has a square of 100 metres to itself. */
  private static final double NEXT_LONGITUDE = 0.0021;

  private static final double NEXT_LATITUDE = 0.0012;
  private static final int ROW = 8;

  private final Instant from;
  private final int quarters;
  private final Map<Cell, Long> truth = new TreeMap<>();

  /** A square and the start of a quarter of an hour. */
  public record Cell(String area, Instant start) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byArea = area.compareTo(other.area);
      return byArea != 0 ? byArea : start.compareTo(other.start);
    }
  }

  public Crowd(Instant from, int quarters) {
    this(from, quarters, STREETS + TWINS);
  }

  /** One that passes only the first of the counters. */
  public Crowd(Instant from, int quarters, int counters) {
    this.from = from;
    this.quarters = quarters;
    Random chance = new Random(7);
    for (int counter = 0; counter < counters; counter++) {
      for (int quarter = 0; quarter < quarters; quarter++) {
        Instant start = from.plus(QUARTER.multipliedBy(quarter));
        truth.put(new Cell(square(counter), start), passages(counter, quarter, chance));
      }
    }
  }

  private static long passages(int counter, int quarter, Random chance) {
    if (counter >= STREETS) {
      return counter % 2 == 0 ? ALIKE : ALIKE + 1;
    }
    double hour = quarter / 4.0 % 24;
    double rhythm = 0.05 + Math.max(0, Math.sin((hour - 5) / 18 * Math.PI));
    double mean = Math.pow(1.28, counter) * rhythm;
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.nextGaussian()));
  }

  /** How many passed, truly. */
  public Map<Cell, Long> truth() {
    return truth;
  }

  /** The starts of its quarters, in their order. */
  public List<Instant> starts() {
    return IntStream.range(0, quarters)
        .mapToObj(quarter -> from.plus(QUARTER.multipliedBy(quarter)))
        .toList();
  }

  public Instant from() {
    return from;
  }

  public Instant to() {
    return from.plus(QUARTER.multipliedBy(quarters));
  }

  public static int counters() {
    return STREETS + TWINS;
  }

  public static String sensor(int counter) {
    return TENANT + "-counter-" + counter;
  }

  private static String place(int counter) {
    return TENANT + "-place-" + counter;
  }

  /** Where a counter stands. */
  public static Place placeOf(int counter) {
    return new Place(
        place(counter),
        TENANT,
        new Text("sted", "place"),
        10.2 + NEXT_LONGITUDE * (counter % ROW),
        55.95 + NEXT_LATITUDE * Math.floorDiv(counter, ROW));
  }

  /** The squares in which a counter is, from the largest to its own. */
  static List<String> squares(int counter) {
    Place place = placeOf(counter);
    return GridTree.M100.at(place.longitude(), place.latitude()).stream()
        .map(GridCell::name)
        .toList();
  }

  /** A counter's own square. */
  public static String square(int counter) {
    List<String> squares = squares(counter);
    return squares.get(squares.size() - 1);
  }

  /** All that is registered of it, protected like that. */
  public List<Entity> registry(Policy... policies) {
    List<Entity> entities = new ArrayList<>();
    Profile.Field people =
        new Profile.Field(
            "/people", QUANTITY, "{people}", BigDecimal.ONE, BigDecimal.ZERO, null, null);
    String profile = TENANT + "-counter";
    entities.add(
        new Profile(
            profile,
            TENANT,
            new Profile.Product("Nordsensor", "P"),
            QUARTER,
            null,
            List.of(people)));
    for (int counter = 0; counter < counters(); counter++) {
      entities.add(placeOf(counter));
      entities.add(
          new Sensor(
              sensor(counter),
              TENANT,
              List.of("bench-lorawan"),
              sensor(counter),
              profile,
              List.of(new Sensor.Placement(place(counter), null))));
    }
    entities.add(dataset(profile, policies));
    return entities;
  }

  private static Dataset dataset(String profile, Policy... policies) {
    return new Dataset(
        DATASET,
        TENANT,
        new Text("Mennesker", "People"),
        null,
        PrivacyClass.CROWD,
        List.of(profile),
        List.of(),
        List.of(QUANTITY),
        "owner",
        "contact@bench.example",
        new Text("formål", "purpose"),
        "law",
        "CC-BY-4.0",
        Period.ofYears(1),
        Duration.ofDays(1),
        new Dataset.Publication(
            "A reviewer", LocalDate.of(2026, 1, 1), "2026-1", "assessed", "low", Instant.EPOCH),
        GridTree.M100.id(),
        null,
        List.of(policies));
  }

  /** What anyone can read of how they are protected. */
  public static Known known() {
    return new Known(policy().rules().smallestGroup(), policy().rules().rounding());
  }

  /** Ten at least, and the least noise that a crowd may have. */
  public static Policy policy() {
    return policy(1, Instant.EPOCH, 10);
  }

  public static Policy policy(int version, Instant from, int smallestGroup) {
    return new Policy(
        DATASET,
        version,
        from,
        new Grain(DATASET + "/" + GridTree.M100.id(), 2, Resolution.PT15M),
        new Rules(
            GroupUnit.PASSAGE,
            smallestGroup,
            500,
            new Noise(EPSILON, 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            false,
            null));
  }
}
