package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dk.bypuls.aggregator.figure.Figures;
import dk.bypuls.aggregator.figure.Nature;
import dk.bypuls.aggregator.window.WindowRules;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaEvent;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows of areas, told of by three partitions of readings that are not equally far. */
class AreaTest {

  private static final int PARTITIONS = 3;
  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final Instant END = NOON.plusSeconds(900);
  private static final Quantity TEMPERATURE = Quantities.of("air-temperature");
  private static final List<String> TORV =
      List.of("10km_609_69", "1km_6098_691", "100m_60989_6918");
  private static final List<String> HAVN =
      List.of("10km_609_69", "1km_6098_692", "100m_60989_6920");

  private final TestStream stream;

  AreaTest(@TempDir Path state) {
    stream = new TestStream(state, town(null), WindowRules.DEFAULT, PARTITIONS);
  }

  private static Registry town(@Nullable Instant publicFrom) {
    return new Town()
        .profile("lille-weather", Duration.ofMinutes(15))
        .place("lille-torv", 12, 55)
        .place("lille-havn", 12.003, 55)
        .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
        .dataset(
            "lille-air",
            PrivacyClass.OPEN,
            "lille-weather",
            Duration.ofDays(7),
            publicFrom,
            "air-temperature")
        .areas("100m")
        .registry();
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void isCompleteWhenTheSlowestPartitionIs() {
    // Given
    part("lille-a", "lille-torv", TORV, 10, 20);
    part("lille-b", "lille-torv", TORV, 60);
    beat(0, END.plusSeconds(900), 900);
    beat(1, END, 0);
    int early = areas().size();

    // When
    beat(2, END, 0);

    // Then
    assertThat(early).isZero();
    assertThat(areas())
        .extracting(Window::cell)
        .containsExactly(
            new Cell.AreaCell("10km_609_69", 2),
            new Cell.AreaCell("1km_6098_691", 2),
            new Cell.AreaCell("100m_60989_6918", 2));
    assertThat(areas())
        .allSatisfy(
            window -> {
              assertThat(window.revision()).isEqualTo(1);
              assertThat(window.count()).isEqualTo(3);
              assertThat(window.expected()).hasValue(8);
              assertThat(window.statistics().get(Statistic.MEAN)).isEqualTo(3000);
              assertThat(window.statistics().has(Statistic.LAST)).isFalse();
              assertThat(window.finalAt()).isEqualTo(END.plus(Duration.ofDays(7)));
            });
    assertThat(stream.progress(Topics.EXACT_WINDOWS))
        .allMatch(told -> told.through().compareTo(END) <= 0);
  }

  @Test
  void aSensorThatMovedCountsInBothSquaresAndOnceInWhatHoldsBoth() {
    // Given
    part("lille-a", "lille-torv", TORV, 10, 20);
    part("lille-a", "lille-havn", HAVN, 30);

    // When
    beats(END, 0);

    // Then
    assertThat(areas())
        .extracting(window -> ((Cell.AreaCell) window.cell()).area(), Window::count)
        .containsExactlyInAnyOrder(
            tuple("10km_609_69", 3L),
            tuple("1km_6098_691", 2L),
            tuple("100m_60989_6918", 2L),
            tuple("1km_6098_692", 1L),
            tuple("100m_60989_6920", 1L));
    Window whole = of("10km_609_69").get(0);
    assertThat(((Cell.AreaCell) whole.cell()).contributors()).isEqualTo(1);
    assertThat(whole.expected()).hasValue(4);
  }

  @Test
  void whatIsSaidLaterReplacesWhatWasSaidAndIsGathered() {
    // Given
    part("lille-a", "lille-torv", TORV, 10);
    part("lille-b", "lille-torv", TORV, 20);
    beats(END, 0);
    part("lille-a", "lille-torv", TORV, 10, 40);
    beats(END.plusSeconds(60), 30);
    part("lille-b", "lille-torv", TORV);
    beats(END.plusSeconds(60), 89);
    int early = of("10km_609_69").size();

    // When
    beats(END.plusSeconds(60), 90);

    // Then
    assertThat(early).isEqualTo(1);
    Window revised = of("10km_609_69").get(1);
    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.reason()).isEqualTo(Window.CORRECTED);
    assertThat(revised.count()).isEqualTo(2);
    assertThat(revised.cell()).isEqualTo(new Cell.AreaCell("10km_609_69", 1));
    assertThat(revised.statistics().get(Statistic.MEAN)).isEqualTo(2500);
  }

  @Test
  void anAreaOfWhichNothingIsLeftIsToldOnceMore() {
    // Given
    part("lille-a", "lille-torv", TORV, 10);
    beats(END, 0);
    part("lille-a", "lille-torv", TORV);

    // When
    beats(END.plusSeconds(60), 60);

    // Then
    Window left = of("100m_60989_6918").get(1);
    assertThat(left.revision()).isEqualTo(2);
    assertThat(left.count()).isZero();
    assertThat(left.cell()).isEqualTo(new Cell.AreaCell("100m_60989_6918", 0));
    assertThat(left.statistics().isEmpty()).isTrue();
  }

  @Test
  void aPlaceThatIsPutElsewhereLeavesNothingBehind() {
    // Given
    part("lille-a", "lille-torv", TORV, 10);
    beats(END, 0);
    part("lille-a", "lille-torv", HAVN, 10, 20);

    // When
    beats(END.plusSeconds(60), 60);

    // Then
    assertThat(of("100m_60989_6918")).extracting(Window::count).containsExactly(1L, 0L);
    assertThat(of("100m_60989_6920")).extracting(Window::count).containsExactly(2L);
    assertThat(of("10km_609_69")).extracting(Window::count).containsExactly(1L, 2L);
  }

  @Test
  void theOrderOfPartsDoesNotShowAndNothingIsKeptBesideTheStore(@TempDir Path folder) {
    // Given what six sensors say, some of them twice, some late
    Map<String, List<Window>> told = new HashMap<>();

    // When it comes in ten orders, and all that is in memory is lost after every third
    for (int seed = 0; seed < 10; seed++) {
      Path state = folder.resolve("order-" + seed);
      try (TestStream each = new TestStream(state, town(null), WindowRules.DEFAULT, PARTITIONS)) {
        shuffled(seed, each);
        told.put("order " + seed, lastOf(each));
      }
    }

    // Then
    List<Window> first = told.get("order 0");
    assertThat(first).hasSize(5);
    assertThat(told.values()).allSatisfy(each -> assertThat(each).isEqualTo(first));
  }

  private static void shuffled(int seed, TestStream stream) {
    Random random = new Random(seed);
    List<AreaEvent> events = new ArrayList<>();
    for (int sensor = 0; sensor < 6; sensor++) {
      boolean odd = sensor % 2 == 1;
      events.add(
          made(
              "lille-" + sensor,
              odd ? "lille-torv" : "lille-havn",
              odd ? TORV : HAVN,
              sensor,
              100));
    }
    Collections.shuffle(events, random);
    int late = random.nextInt(events.size());
    for (int index = 0; index < events.size(); index++) {
      if (index == late) {
        beatAll(stream, END, 0);
      }
      stream.areas(END, events.get(index));
      if (index % 3 == seed % 3) {
        stream.areas(END, "no event".getBytes(StandardCharsets.UTF_8));
      }
    }
    stream.areas(END, made("lille-1", "lille-torv", TORV, 7));
    beatAll(stream, END.plusSeconds(600), 700);
    beatAll(stream, END.plusSeconds(600), 800);
  }

  /** Without what tells of the way to it. */
  private static List<Window> lastOf(TestStream stream) {
    Map<String, Window> last = new TreeMap<>();
    stream.exactWindows().forEach(window -> last.put(window.seriesKey(), window));
    return last.values().stream()
        .map(
            window ->
                new Window(
                    window.dataset(),
                    window.cell(),
                    window.quantity(),
                    window.resolution(),
                    window.start(),
                    window.end(),
                    window.status(),
                    1,
                    window.finalAt(),
                    window.count(),
                    window.flagged(),
                    window.expected(),
                    window.flags(),
                    window.statistics(),
                    null))
        .toList();
  }

  @Test
  void forgetsASlotWhenNothingMayCorrectItAnyMore() {
    // Given
    part("lille-a", "lille-torv", TORV, 10);
    beats(END, 0);
    part("lille-a", "lille-torv", TORV, 20);
    beats(END.plusSeconds(60), 60);
    long kept = stream.stored(AggregatorTopology.AREAS);

    // When
    Duration later = Duration.ofDays(7).plusHours(2);
    beats(END.plus(later), later.toSeconds());
    part("lille-a", "lille-torv", TORV, 30);
    beats(END.plus(later), later.toSeconds() + 61);

    // Then three partitions, three rows of a series' name, and how far it is
    assertThat(kept).isGreaterThan(7);
    assertThat(stream.stored(AggregatorTopology.AREAS)).isEqualTo(7);
    assertThat(of("10km_609_69")).hasSize(2);
  }

  @Test
  void windowsOfAPublicDatasetLeaveAndSayHowFarTheyAre(@TempDir Path folder) {
    // Given
    Registry registry = town(NOON);
    try (TestStream open = new TestStream(folder, registry)) {
      open.reading(NOON.plusSeconds(2), "lille-a", "air-temperature", "4", NOON.plusSeconds(1));

      // When
      open.ticks(END.plusSeconds(9), END.plusSeconds(11));

      // Then
      assertThat(open.windows())
          .extracting(Window::seriesKey)
          .containsExactlyInAnyOrder(
              "lille-air/lille-torv/lille-a/air-temperature/PT15M",
              "lille-air/area/10km_609_69/air-temperature/PT15M",
              "lille-air/area/1km_6098_691/air-temperature/PT15M",
              "lille-air/area/100m_60989_6918/air-temperature/PT15M");
      assertThat(open.latest()).anyMatch(window -> window.cell() instanceof Cell.AreaCell);
      assertThat(open.progress(Topics.WINDOWS))
          .contains(new CompleteThrough("lille-air/100m", 0, Resolution.PT15M, END));
      assertThat(open.exactWindows()).isEmpty();
    }
  }

  @Test
  void sensorsAndAreasAreWorkedOnApart() {
    // When
    var topology =
        AggregatorTopology.build(
            WindowRules.DEFAULT,
            () -> Registry.EMPTY,
            new Meters(new SimpleMeterRegistry()),
            TestStream.KEY);

    // Then one task of either does not wait for the other
    assertThat(topology.describe().subtopologies()).hasSize(2);
  }

  @Test
  void aTreeIsInOnePartitionAndABeatInAll() {
    AreaPart one = made("lille-a", "lille-torv", TORV, 1);
    AreaPart other = made("lille-b", "lille-havn", HAVN, 2);
    AreaBeat beat = new AreaBeat(1, NOON, NOON);

    assertThat(AreaWays.partitions("", new byte[0], one, 6))
        .isEqualTo(AreaWays.partitions("", new byte[0], other, 6))
        .hasValueSatisfying(partitions -> assertThat(partitions).hasSize(1));
    assertThat(AreaWays.partitions("", new byte[0], beat, 6))
        .hasValueSatisfying(partitions -> assertThat(partitions).hasSize(6));
  }

  private List<Window> areas() {
    return stream.exactWindows();
  }

  private List<Window> of(String area) {
    return areas().stream()
        .filter(window -> ((Cell.AreaCell) window.cell()).area().equals(area))
        .toList();
  }

  private void part(String sensor, String place, List<String> path, long... values) {
    stream.areas(NOON, made(sensor, place, path, values));
  }

  private void beat(int partition, Instant through, long secondsAfterEnd) {
    stream.areas(NOON, new AreaBeat(partition, through, END.plusSeconds(10 + secondsAfterEnd)));
  }

  private void beats(Instant through, long secondsAfterEnd) {
    beatAll(stream, through, secondsAfterEnd);
  }

  private static void beatAll(TestStream stream, Instant through, long secondsAfterEnd) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Instant at = END.plusSeconds(10 + secondsAfterEnd);
      stream.areas(NOON, new AreaBeat(partition, through, at));
    }
  }

  private static AreaPart made(String sensor, String place, List<String> path, long... values) {
    Figures figures =
        Figures.of(
            new Nature(TEMPERATURE, 0, Nature.NO_WRAP), NOON.toEpochMilli(), END.toEpochMilli());
    for (long value : values) {
      figures.read(NOON.toEpochMilli() + value, value, value, 0);
    }
    return new AreaPart(
        "lille-air",
        "100m",
        path,
        place,
        sensor,
        TEMPERATURE,
        Resolution.PT15M,
        NOON,
        Duration.ofDays(7),
        OptionalInt.of(4),
        values.length == 0 ? null : ByteString.copyFrom(figures.toBytes()));
  }
}
