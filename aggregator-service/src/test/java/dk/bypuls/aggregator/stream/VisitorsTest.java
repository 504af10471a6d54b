package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.privacy.Answer;
import dk.bypuls.aggregator.privacy.Distinct;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.PolicyHistory;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distinct devices: each counts once in an area, and in so many leaves of a day (B1, B3, I5, I9).
 */
class VisitorsTest {

  private static final String TORV = "10km_609_69/1km_6098_691/100m_60989_6918";
  private static final String HAVN = "10km_609_69/1km_6098_692/100m_60989_6920";
  private static final Map<String, String> AREAS =
      Map.of("lille-a", TORV, "lille-b", TORV, "lille-c", HAVN);
  private static final Grain LEAVES = new Grain("lille-visitors/100m", 2, Resolution.PT15M);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofSeconds(150);
  private static final int MOST_LEAVES = 3;
  private static final Instant NOON = at("2026-06-01T10:00:00Z");
  private static final byte[] POISON = {9, 9, 9};

  /** Two hours before midnight in Copenhagen. */
  private static final Instant EVENING = at("2026-06-01T20:00:00Z");

  private static Policy policy(int version, Instant from, int mostLeaves) {
    return new Policy(
        "lille-visitors",
        version,
        from,
        LEAVES,
        new Rules(
            GroupUnit.HASH,
            5,
            500,
            new Noise(Ratio.of(1, 1), 1),
            1,
            null,
            Duration.ZERO,
            Set.of(),
            true,
            new Daily(Ratio.of(8, 1), mostLeaves)));
  }

  private static Registry town(Policy... policies) {
    return new Town()
        .measuring("lille-seeing", null, Quantities.CONTRIBUTOR)
        .place("lille-torv", 12, 55)
        .place("lille-havn", 12.003, 55)
        .sensor("lille-a", "lille-seeing", Town.at("lille-torv"))
        .sensor("lille-b", "lille-seeing", Town.at("lille-torv"))
        .sensor("lille-c", "lille-seeing", Town.at("lille-havn"))
        .dataset(
            "lille-visitors",
            PrivacyClass.CROWD,
            "lille-seeing",
            Duration.ofDays(1),
            Instant.EPOCH,
            Quantities.CONTRIBUTOR)
        .areas("100m")
        .policies(policies)
        .registry();
  }

  private static TestStream stream(Path state) {
    return new TestStream(state, town(policy(1, Instant.EPOCH, MOST_LEAVES)));
  }

  private static long hash(int person) {
    return 0x1234_5678_9ABC_0000L + person;
  }

  private static void seen(TestStream stream, Instant now, String sensor, int from, int to) {
    for (int person = from; person < to; person++) {
      stream.reading(now, sensor, Quantities.CONTRIBUTOR, Long.toString(hash(person)), now);
    }
  }

  private static void tellQuarter(TestStream stream, Instant start) {
    Instant end = start.plus(QUARTER);
    stream.ticks(end.plusSeconds(9), end.plusSeconds(11));
  }

  @Test
  void whoIsSeenByTwoSensorsOfAnAreaCountsOnce(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(NOON);
      seen(stream, NOON.plusSeconds(60), "lille-a", 0, 40);
      seen(stream, NOON.plusSeconds(90), "lille-a", 0, 40);
      seen(stream, NOON.plusSeconds(120), "lille-b", 20, 50);
      seen(stream, NOON.plusSeconds(120), "lille-c", 45, 70);

      // When
      tellQuarter(stream, NOON);

      // Then
      assertThat(leaves(stream))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  name(TORV, NOON),
                  answer(TORV, NOON, 50),
                  name(HAVN, NOON),
                  answer(HAVN, NOON, 25)));
      assertThat(stream.windows())
          .allMatch(window -> window.quantity().id().equals("contributor"))
          .allMatch(window -> window.protection() != null && window.count() == 0);
      assertThat(stream.exactWindows()).isEmpty();
      assertThat(stream.live()).isEmpty();
    }
  }

  /** The sum of counts of an hour: who stayed is in it as often as it counted. */
  @Test
  void oneCountsInTheFirstLeavesOfItsDayAndInNoMore(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(NOON);

      // When
      for (int quarter = 0; quarter < 5; quarter++) {
        Instant start = NOON.plus(QUARTER.multipliedBy(quarter));
        seen(stream, start.plusSeconds(60), "lille-a", 0, 40);
        tellQuarter(stream, start);
      }

      // Then
      Map<String, String> told = leaves(stream);
      for (int quarter = 0; quarter < 5; quarter++) {
        Instant start = NOON.plus(QUARTER.multipliedBy(quarter));
        assertThat(told)
            .containsEntry(name(TORV, start), answer(TORV, start, quarter < 3 ? 40 : 0));
      }
    }
  }

  @Test
  void nobodyIsAnAnswerToo(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(NOON);

      // When
      tellQuarter(stream, NOON);

      // Then
      assertThat(leaves(stream))
          .containsEntry(name(TORV, NOON), answer(TORV, NOON, 0))
          .containsEntry(name(HAVN, NOON), answer(HAVN, NOON, 0));
    }
  }

  /** A later policy allows for more leaves, but this day began under fewer. */
  @Test
  void theFewestLeavesOfADayCount(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      Instant next = NOON.plus(QUARTER);
      stream.tick(NOON);
      seen(stream, NOON.plusSeconds(60), "lille-a", 0, 40);
      tellQuarter(stream, NOON);
      stream.register(
          town(policy(1, Instant.EPOCH, MOST_LEAVES), policy(2, next.plus(QUARTER), 8)));

      // When
      for (int quarter = 1; quarter < 5; quarter++) {
        Instant start = NOON.plus(QUARTER.multipliedBy(quarter));
        seen(stream, start.plusSeconds(60), "lille-a", 0, 40);
        tellQuarter(stream, start);
      }

      // Then
      Instant fourth = NOON.plus(QUARTER.multipliedBy(3));
      Instant fifth = NOON.plus(QUARTER.multipliedBy(4));
      assertThat(leaves(stream))
          .containsEntry(name(TORV, fourth), answer(TORV, fourth, 0))
          .containsEntry(name(TORV, fifth), answer(TORV, fifth, 0));
    }
  }

  /** Who tells waits for the slowest: it does not matter which partition is ahead. */
  @Test
  void whoIsSeenInASlowerPartitionCountsAsWell(@TempDir Path state) {
    Registry town = town(policy(1, Instant.EPOCH, MOST_LEAVES));
    try (TestStream stream = new TestStream(state, town, WindowRules.DEFAULT, 2)) {
      // Given one that is an hour ahead
      Instant end = NOON.plus(QUARTER);
      stream.areas(NOON, new AreaBeat(1, NOON, NOON));
      stream.tick(NOON);
      seen(stream, NOON.plusSeconds(60), "lille-a", 0, 30);
      stream.tick(end.plusSeconds(3_600));
      int early = stream.windows().size();

      // When
      for (int person = 20; person < 50; person++) {
        stream.areas(end, sighting(number(NOON, person)));
      }
      stream.areas(end, new AreaBeat(1, end, end.plusSeconds(11)));

      // Then
      assertThat(early).isZero();
      assertThat(leaves(stream)).containsEntry(name(TORV, NOON), answer(TORV, NOON, 50));
    }
  }

  private static AreaSighting sighting(long number) {
    return new AreaSighting(
        "lille-visitors",
        "100m",
        List.of(TORV.split("/", -1)),
        Quantities.of(Quantities.CONTRIBUTOR),
        NOON,
        number);
  }

  @Test
  void whoIsSaidToHaveBeenThereAfterwardsCountsNowhere(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(NOON);
      seen(stream, NOON.plusSeconds(60), "lille-a", 0, 40);
      tellQuarter(stream, NOON);
      int told = stream.windows().size();
      long rows = stream.stored(AggregatorTopology.AREAS);
      int sent = stream.records(Topics.AREA_PARTS).size();

      // When
      Instant now = NOON.plus(QUARTER).plusSeconds(20);
      for (int person = 100; person < 150; person++) {
        stream.reading(now, "lille-a", "contributor", Long.toString(hash(person)), NOON);
      }
      stream.ticks(now.plusSeconds(1), now.plusSeconds(60));

      // Then
      assertThat(stream.windows()).hasSize(told);
      assertThat(stream.quarantined()).isEmpty();
      assertThat(stream.count("bypuls.aggregator.readings", "outcome", "identity-late"))
          .isEqualTo(50);
      assertThat(stream.stored(AggregatorTopology.AREAS)).isEqualTo(rows);
      assertThat(
              stream
                  .events(Topics.AREA_PARTS)
                  .subList(sent, stream.events(Topics.AREA_PARTS).size()))
          .allMatch(event -> event instanceof AreaBeat);
    }
  }

  @Test
  void aHashGoesNowhereAndWhoWasThereIsForgotten(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(EVENING);
      seen(stream, EVENING.plusSeconds(60), "lille-a", 0, 40);
      stream.reading(
          EVENING,
          "lille-a",
          "contributor",
          Long.toString(hash(0)),
          EVENING.plus(Duration.ofDays(3)));
      stream.tick(EVENING.plusSeconds(70));
      long number = number(EVENING, 7);
      assertThat(found(stream, number, AggregatorTopology.AREAS)).isNotEmpty();

      // When its leaf is told, and when its day is over
      tellQuarter(stream, EVENING);
      List<String> told = found(stream, number, AggregatorTopology.AREAS);
      Instant midnight = EVENING.plus(Duration.ofHours(2));
      for (Instant end = EVENING.plus(QUARTER); !end.isAfter(midnight); end = end.plus(QUARTER)) {
        stream.ticks(end.plusSeconds(9), end.plusSeconds(11));
      }

      // Then of the day all that was known is in how many leaves it counts
      assertThat(told).singleElement().asString().doesNotContain("100m");
      for (String store : List.of("series", "readings", "windows", AggregatorTopology.AREAS)) {
        assertThat(found(stream, number, store)).isEmpty();
        assertThat(found(stream, hash(7), store)).isEmpty();
      }
      for (Topic<?> topic : Topics.all()) {
        assertThat(said(stream, topic.name(), hash(7))).as(topic.name()).isFalse();
        assertThat(said(stream, topic.name(), number))
            .as(topic.name())
            .isEqualTo(topic.equals(Topics.AREA_PARTS));
      }
    }
  }

  @Test
  void ofADatasetThatIsGoneNobodyIsKept(@TempDir Path state) {
    try (TestStream stream = stream(state)) {
      // Given
      stream.tick(NOON);
      tellQuarter(stream, NOON);
      Instant next = NOON.plus(QUARTER).plusSeconds(60);
      seen(stream, next, "lille-a", 0, 40);
      long number = number(next, 7);
      assertThat(found(stream, number, AggregatorTopology.AREAS)).isNotEmpty();

      // When
      stream.register(new Town().registry());
      stream.register(
          new Town()
              .dataset(
                  "lille-air",
                  PrivacyClass.OPEN,
                  "lille-other",
                  Duration.ofDays(1),
                  null,
                  "air-temperature")
              .areas("100m")
              .registry());
      stream.ticks(next.plusSeconds(1), next.plusSeconds(6));

      // Then
      assertThat(found(stream, number, AggregatorTopology.AREAS)).isEmpty();
    }
  }

  private record Seen(Instant now, String sensor, int person, Instant at) {}

  /** The same set of readings, whatever the order, with a restart or none, as a slow way counts. */
  @Property(tries = 3)
  void countsAsTheSlowWayDoes(@ForAll Random chance) throws IOException {
    List<Seen> history = history(chance);
    Map<String, String> slowly = slowly(history);
    Path folder = MemoryFolders.create();
    try {
      for (boolean disturbed : List.of(false, true)) {
        try (TestStream stream = stream(folder.resolve("state-" + disturbed))) {
          assertThat(told(stream, history, disturbed ? chance : null)).isEqualTo(slowly);
        }
      }
    } finally {
      ReferenceTest.delete(folder);
    }
  }

  private static List<Seen> history(Random chance) {
    List<Seen> history = new ArrayList<>();
    List<String> sensors = List.copyOf(new TreeSet<>(AREAS.keySet()));
    for (int i = 0; i < 500; i++) {
      Instant at = EVENING.plusMillis(chance.nextLong(Duration.ofHours(4).toMillis()));
      boolean late = chance.nextInt(4) == 0;
      history.add(
          new Seen(
              at.plusMillis(chance.nextLong(late ? 900_000 : 5_000)),
              sensors.get(chance.nextInt(sensors.size())),
              chance.nextInt(60),
              at));
    }
    return history;
  }

  private static Map<String, String> told(
      TestStream stream, List<Seen> history, @Nullable Random disturber) {
    List<Seen> sent = new ArrayList<>(history);
    if (disturber != null) {
      Collections.shuffle(sent, disturber);
    }
    // Within a second they come in any order.
    sent.sort(Comparator.comparing(seen -> seen.now().getEpochSecond()));
    Instant end = EVENING.plus(Duration.ofMinutes(270));
    int next = 0;
    for (Instant now = EVENING; now.isBefore(end); now = now.plus(STEP)) {
      stream.tick(now);
      for (; next < sent.size() && sent.get(next).now().isBefore(now.plus(STEP)); next++) {
        Seen seen = sent.get(next);
        stream.reading(
            seen.now(),
            seen.sensor(),
            "contributor",
            Long.toString(hash(seen.person())),
            seen.at());
        if (disturber != null && disturber.nextInt(50) == 0) {
          // What was held in memory is made of the stores again.
          stream.bytes(seen.now(), POISON);
          stream.areas(seen.now(), POISON);
        }
      }
    }
    return leaves(stream);
  }

  private static Map<String, String> slowly(List<Seen> history) {
    Map<Instant, Map<Integer, Set<String>>> seen = new TreeMap<>();
    Instant last = EVENING.plus(Duration.ofMinutes(255));
    for (Instant start = EVENING;
        !start.isAfter(last.minus(QUARTER));
        start = start.plus(QUARTER)) {
      seen.put(start, new TreeMap<>());
    }
    for (Seen each : history) {
      Instant start = Resolution.PT15M.spanAt(each.at()).start();
      // The broker's time is that of the record; whole seconds are enough to be late by.
      if (each.now().isBefore(start.plus(QUARTER).plus(SETTLE))) {
        seen.computeIfAbsent(start, quarter -> new TreeMap<>())
            .computeIfAbsent(each.person(), person -> new TreeSet<>())
            .add(AREAS.get(each.sensor()) + "/");
      }
    }
    Map<String, Integer> leavesOfDay = new HashMap<>();
    Map<String, String> told = new TreeMap<>();
    seen.forEach(
        (start, people) -> {
          Map<String, Integer> counts = new HashMap<>();
          people.forEach(
              (person, areas) -> {
                long number = number(start, person);
                int before = leavesOfDay.getOrDefault(day(start) + " " + number, 0);
                List<String> counting =
                    engine()
                        .admission()
                        .choose(number, start, List.copyOf(areas), MOST_LEAVES - before);
                counting.forEach(area -> counts.merge(area, 1, Integer::sum));
                leavesOfDay.put(day(start) + " " + number, before + counting.size());
              });
          for (String area : List.of(TORV, HAVN)) {
            told.put(name(area, start), answer(area, start, counts.getOrDefault(area + "/", 0)));
          }
        });
    assertThat(leavesOfDay.values())
        .allMatch(leaves -> leaves <= MOST_LEAVES)
        .contains(MOST_LEAVES);
    return told;
  }

  private static LocalDate day(Instant start) {
    return LocalDate.ofInstant(start, Resolution.ZONE);
  }

  private static long number(Instant start, int person) {
    return engine().admission().number(day(start), hash(person));
  }

  private static Engine engine() {
    return new Engine(PolicyHistory.of(policy(1, Instant.EPOCH, MOST_LEAVES)), TestStream.KEY);
  }

  private static String name(String area, Instant start) {
    return area.substring(area.lastIndexOf('/') + 1) + " " + start;
  }

  /** What the engine says by itself of so many. */
  private static String answer(String area, Instant start, int distinct) {
    Leaf leaf = new Leaf(LEAVES, area.substring(area.lastIndexOf('/') + 1), "contributor", start);
    Answer answer =
        engine()
            .answer(leaf, new Distinct(distinct), Memory.NONE, leaf.span().end())
            .orElseThrow()
            .answer();
    return answer instanceof Answer.Value value ? Long.toString(value.value()) : "suppressed";
  }

  private static Map<String, String> leaves(TestStream stream) {
    return stream.windows(Topics.WINDOWS, Resolution.PT15M).stream()
        .filter(window -> area(window).startsWith("100m"))
        .collect(
            Collectors.toMap(
                window -> area(window) + " " + window.start(),
                VisitorsTest::value,
                (one, again) -> one + " and again " + again,
                TreeMap::new));
  }

  private static String area(Window window) {
    return ((Cell.AreaCell) window.cell()).area();
  }

  private static String value(Window window) {
    return window.statistics().has(Statistic.SUM)
        ? Long.toString(window.statistics().get(Statistic.SUM))
        : window.status().json();
  }

  /** The rows in which a number stands, as text. */
  private static List<String> found(TestStream stream, long number, String store) {
    return stream.rows(store).stream()
        .map(row -> new String(row, ISO_8859_1))
        .filter(row -> forms(number).stream().anyMatch(row::contains))
        .toList();
  }

  private static boolean said(TestStream stream, String topic, long number) {
    return stream.records(topic).stream()
        .map(record -> new String(record.value(), ISO_8859_1))
        .anyMatch(record -> forms(number).stream().anyMatch(record::contains));
  }

  /** As it may be written: in bytes, as a varint, as one with its sign last, in digits. */
  private static List<String> forms(long number) {
    return List.of(
        new String(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), ISO_8859_1),
        varint(number),
        varint(number << 1),
        Long.toString(number),
        Long.toHexString(number));
  }

  private static String varint(long number) {
    return LongStream.iterate(number, left -> left != 0, left -> left >>> 7)
        .mapToObj(left -> String.valueOf((char) (left >>> 7 == 0 ? left : (left & 0x7f) | 0x80)))
        .collect(Collectors.joining());
  }
}
