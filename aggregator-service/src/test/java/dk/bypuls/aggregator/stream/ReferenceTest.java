package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Random histories: late, out of order, repeated, by two ways, over a clock change. */
class ReferenceTest {

  private static final List<Instant> NIGHTS =
      List.of(
          Instant.parse("2026-03-29T00:00:00Z"),
          Instant.parse("2026-10-25T00:00:00Z"),
          Instant.parse("2026-06-01T21:30:00Z"),
          Instant.parse("2026-10-31T21:00:00Z"));

  static final List<String> ONE_OF_EACH_KIND =
      List.of(
          "air-temperature",
          "rain-amount",
          "rain-total",
          "wind-direction",
          "door-open",
          "sound-level");

  /** Enough for every state to be forgotten, and the day after to end. */
  private static final Duration AFTERWARDS = Duration.ofHours(55);

  private static final Duration SPAN = Duration.ofHours(5);

  /** A reading on its way: when it is appended, after it was observed. */
  record Passage(Sent sent, Instant appendedAt) {}

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void theTopologyEqualsTheReference(@ForAll("histories") List<Passage> history)
      throws IOException {
    // Given
    Instant moved = history.get(0).sent().observedAt();
    Registry registry =
        new Town()
            .counter("lille-often", null, "rain-total", "10")
            .profile("lille-seldom", Duration.ofMinutes(20))
            .sensor("lille-often", "lille-often", Town.at("lille-torv"))
            .sensor(
                "lille-seldom", "lille-seldom", Town.at("lille-torv"), Town.at("lille-havn", moved))
            .registry();
    List<Passage> inOrder = new ArrayList<>(history);
    inOrder.sort(Comparator.comparing(Passage::appendedAt));

    // When
    List<Window> windows = told(inOrder, registry);

    // Then
    Instant through = lookedAt(inOrder);
    List<Sent> sent = history.stream().map(Passage::sent).distinct().toList();
    assertThat(
            Reference.difference(
                Reference.windows(sent, registry, through), Reference.lastRevisions(windows)))
        .isEmpty();
  }

  @Example
  void aMinuteOfFlaggedReadingsSaysWhatTurnsOutToHaveBeenCarriedIntoIt() throws IOException {
    theTopologyEqualsTheReference(
        List.of(
            door("m3", "2026-06-01T21:31:06Z", 1, 0, "2026-06-01T21:31:07Z"),
            door("m5", "2026-06-01T21:35:00Z", 0, Hint.IMPLAUSIBLE.bit(), "2026-06-01T21:35:00Z"),
            door("m0", "2026-06-01T21:36:53Z", 1, 0, "2026-06-01T21:36:54Z"),
            door("m4", "2026-06-01T21:34:34Z", 0, 0, "2026-06-01T21:44:34Z")));
  }

  private static Passage door(
      String message, String observedAt, long value, int hints, String appendedAt) {
    return new Passage(
        new Sent("lille-often", "door-open", message, Instant.parse(observedAt), value, hints),
        Instant.parse(appendedAt));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void whatIsStuckEqualsTheReference(@ForAll("steadyHistories") List<Passage> history)
      throws IOException {
    // Given
    Registry registry =
        new Town()
            .steady("lille-often", null, "air-temperature", Duration.ofMinutes(40))
            .sensor("lille-often", "lille-often", Town.at("lille-torv"))
            .registry();
    List<Passage> inOrder = new ArrayList<>(history);
    inOrder.sort(Comparator.comparing(Passage::appendedAt));

    // When
    List<Window> windows = told(inOrder, registry);

    // Then
    List<Sent> sent = history.stream().map(Passage::sent).toList();
    Instant through = lookedAt(inOrder);
    assertThat(
            Reference.difference(
                Reference.windows(sent, registry, through), Reference.lastRevisions(windows)))
        .isEmpty();
  }

  private static List<Window> told(List<Passage> inOrder, Registry registry) throws IOException {
    Path state = MemoryFolders.create();
    try (TestStream stream = new TestStream(state, registry)) {
      Instant now = inOrder.get(0).appendedAt();
      for (int index = 0; index < inOrder.size(); index++) {
        now = inOrder.get(index).appendedAt();
        send(stream, now, inOrder.get(index).sent());
        Sent again = inOrder.get(index / 2).sent();
        if (again.canBeCopied()) {
          send(stream, now, again);
        }
      }
      // All that is told in the end takes a few turns.
      for (int second = 20; second < 40; second++) {
        stream.tick(lookedAt(inOrder).plusSeconds(second));
      }
      return stream.exactWindows();
    } finally {
      delete(state);
    }
  }

  /** When all is told: half past, so that nothing ends while the last of it is told. */
  static Instant lookedAt(List<Passage> inOrder) {
    Instant last = inOrder.get(inOrder.size() - 1).appendedAt();
    return last.plus(AFTERWARDS).truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(30));
  }

  private static void send(TestStream stream, Instant now, Sent sent) {
    AnyOrderTest.send(stream, now, sent.sensor(), sent);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<Passage>> histories() {
    return historiesOf("lille-often", "lille-seldom");
  }

  static Arbitrary<List<Passage>> historiesOf(String... sensors) {
    return Arbitraries.of(NIGHTS)
        .flatMap(
            night ->
                Arbitraries.of(ONE_OF_EACH_KIND)
                    .flatMap(
                        kind -> passages(night, kind, sensors).list().ofMinSize(1).ofMaxSize(40)))
        .map(ReferenceTest::withoutTies);
  }

  @Provide
  Arbitrary<List<Passage>> steadyHistories() {
    Arbitrary<Duration> delays =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 5).map(Duration::ofSeconds)),
            Tuple.of(2, Arbitraries.integers().between(0, 300).map(Duration::ofMinutes)),
            Tuple.of(1, Arbitraries.integers().between(0, 100).map(Duration::ofHours)));
    Arbitrary<Integer> hints =
        Arbitraries.frequency(Tuple.of(30, 0), Tuple.of(1, Hint.IMPLAUSIBLE.bit()));
    Arbitrary<Long> values =
        Arbitraries.frequency(Tuple.of(20, 700L), Tuple.of(1, 701L), Tuple.of(1, 0L));
    Arbitrary<Passage> passage =
        Combinators.combine(
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(0, 150),
                values,
                hints,
                delays)
            .as(
                (message, minute, value, hint, delay) -> {
                  Instant observed = NIGHTS.get(0).plus(Duration.ofMinutes(minute));
                  return new Passage(
                      new Sent(
                          "lille-often", "air-temperature", "m" + message, observed, value, hint),
                      observed.plus(delay));
                });
    return passage.list().ofMinSize(10).ofMaxSize(80).map(ReferenceTest::withoutTies);
  }

  private static Arbitrary<Passage> passages(Instant night, String quantity, String... sensors) {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(0, (int) SPAN.toSeconds());
    Arbitrary<Integer> messages = Arbitraries.integers().between(0, 12);
    Arbitrary<Long> values = values(quantity);
    Arbitrary<Integer> hints =
        Arbitraries.frequency(
            Tuple.of(20, 0),
            Tuple.of(1, Hint.IMPLAUSIBLE.bit()),
            Tuple.of(1, Hint.TIME_OF_ARRIVAL.bit()),
            Tuple.of(1, Hint.CLOCK_SKEW.bit()),
            Tuple.of(1, Hint.NOT_DEDUPLICATED.bit()));
    Arbitrary<Duration> delays =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 5).map(Duration::ofSeconds)),
            Tuple.of(2, Arbitraries.integers().between(0, 90).map(Duration::ofMinutes)),
            Tuple.of(1, Arbitraries.integers().between(0, 40).map(Duration::ofHours)),
            Tuple.of(1, Arbitraries.integers().between(-10, 0).map(Duration::ofMinutes)));
    return Combinators.combine(Arbitraries.of(sensors), messages, seconds, values, hints, delays)
        .as(
            (sensor, message, second, value, hint, delay) -> {
              Instant observed = night.plusSeconds(second);
              return new Passage(
                  new Sent(sensor, quantity, "m" + message, observed, value, hint),
                  observed.plus(delay));
            });
  }

  private static Arbitrary<Long> values(String quantity) {
    return switch (Quantities.of(quantity).kind()) {
      case STATE -> Arbitraries.longs().between(0, 1);
      case DIRECTION -> Arbitraries.longs().between(0, 359);
      case GAUGE ->
          Arbitraries.frequencyOf(
              Tuple.of(9, Arbitraries.longs().between(-6000, 6000)),
              Tuple.of(1, Arbitraries.of(-1L, 0L, 3_000_000_000L)));
      default -> Arbitraries.longs().between(0, 1000);
    };
  }

  /** Which of two readings of one instant is first is by their ids, which this cannot know. */
  private static List<Passage> withoutTies(List<Passage> passages) {
    Set<String> seen = new HashSet<>();
    return passages.stream()
        .filter(p -> seen.add(p.sent().sensor() + p.sent().observedAt()))
        .toList();
  }
}
