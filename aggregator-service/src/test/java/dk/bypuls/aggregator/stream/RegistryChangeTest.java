package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry changes while windows are running, and between a window and its correction. */
class RegistryChangeTest {

  private static final String TEMPERATURE = "air-temperature";
  private static final Instant NOON = at("2026-06-01T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final TestStream stream;

  RegistryChangeTest(@TempDir Path state) {
    stream = new TestStream(state, town(Town.at("lille-torv")));
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  private static Registry town(Sensor.Placement... placements) {
    return dataset(sensor(QUARTER, placements), WEEK).registry();
  }

  private static Town sensor(@Nullable Duration interval, Sensor.Placement... placements) {
    return new Town()
        .profile("lille-weather", interval)
        .sensor("lille-a", "lille-weather", placements);
  }

  private static Town dataset(Town town, Duration lateness, String... quantities) {
    return town.dataset(
        "lille-air",
        PrivacyClass.OPEN,
        "lille-weather",
        lateness,
        Instant.EPOCH,
        quantities.length == 0 ? new String[] {TEMPERATURE} : quantities);
  }

  private void reading(Instant now, Instant observedAt) {
    stream.reading(now, "lille-a", TEMPERATURE, "1", observedAt);
  }

  @Test
  void aMoveIsTrueOfRunningWindowsFromTheMomentItNames() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    reading(NOON.plusSeconds(600), NOON.plusSeconds(600));

    // When
    stream.register(town(Town.at("lille-torv"), Town.at("lille-havn", NOON.plusSeconds(300))));
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(quarters())
        .extracting(Window::cell, Window::count, Window::revision)
        .containsExactlyInAnyOrder(
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 1L, 1),
            tuple(new Cell.SensorCell("lille-havn", "lille-a"), 1L, 1));
  }

  @Test
  void aMoveThatIsToldAfterwardsIsKnownWhenALateReadingComes() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    stream.tick(NOON.plusSeconds(910));

    // When
    stream.register(town(Town.at("lille-torv"), Town.at("lille-havn", NOON.minusSeconds(300))));
    stream.tick(NOON.plusSeconds(2000));
    final List<Window> before = quarters();
    reading(NOON.plusSeconds(2000), NOON.plusSeconds(61));
    stream.tick(NOON.plusSeconds(2060));

    // Then
    assertThat(before).hasSize(1);
    assertThat(quarters())
        .extracting(Window::cell, Window::count, Window::revision)
        .containsExactly(
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 1L, 1),
            tuple(new Cell.SensorCell("lille-havn", "lille-a"), 2L, 1),
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 0L, 2));
  }

  @Test
  void whatWasToldOfTheWrongPlaceIsTakenBackWhenTheSensorIsHeardNext() {
    // Given readings before and after the instant of the move, which nobody has told yet
    Instant before = NOON.plusSeconds(60);
    Instant after = NOON.plusSeconds(960);
    reading(before, before);
    reading(after, after);
    stream.tick(NOON.plusSeconds(1810));

    // When all that is in memory is lost, and the sensor says something else
    stream.register(town(Town.at("lille-torv"), Town.at("lille-havn", NOON.plusSeconds(900))));
    stream.bytes(NOON.plusSeconds(1990), new byte[] {1, 2, 3});
    reading(NOON.plusSeconds(2000), NOON.plusSeconds(1990));
    reading(NOON.plusSeconds(2001), NOON.plusSeconds(1991));
    stream.tick(NOON.plusSeconds(2060));

    // Then the window before the move stays, and the one after it goes to where the sensor stood
    assertThat(quarters())
        .extracting(Window::start, Window::cell, Window::count, Window::revision)
        .containsExactly(
            tuple(NOON, new Cell.SensorCell("lille-torv", "lille-a"), 1L, 1),
            tuple(NOON.plusSeconds(900), new Cell.SensorCell("lille-torv", "lille-a"), 1L, 1),
            tuple(NOON.plusSeconds(900), new Cell.SensorCell("lille-havn", "lille-a"), 1L, 1),
            tuple(NOON.plusSeconds(900), new Cell.SensorCell("lille-torv", "lille-a"), 0L, 2));
  }

  @Test
  void aMoveThatWasToldWronglyAndIsMendedGivesBackWhatWasTaken() {
    // Given
    Instant observed = NOON.plusSeconds(60);
    reading(observed, observed);
    stream.tick(NOON.plusSeconds(910));
    stream.register(town(Town.at("lille-havn")));
    reading(NOON.plusSeconds(1000), NOON.plusSeconds(990));
    stream.tick(NOON.plusSeconds(1060));

    // When
    stream.register(town(Town.at("lille-torv")));
    reading(NOON.plusSeconds(1100), NOON.plusSeconds(1090));
    stream.tick(NOON.plusSeconds(1160));

    // Then
    assertThat(quarters())
        .extracting(Window::cell, Window::count, Window::revision)
        .containsExactly(
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 1L, 1),
            tuple(new Cell.SensorCell("lille-havn", "lille-a"), 1L, 1),
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 0L, 2),
            tuple(new Cell.SensorCell("lille-havn", "lille-a"), 0L, 2),
            tuple(new Cell.SensorCell("lille-torv", "lille-a"), 1L, 3));
  }

  @Test
  void oldReadingsGoWhereTheSensorStoodThen() {
    // Given
    stream.register(town(Town.at("lille-torv"), Town.at("lille-havn", NOON)));

    // When
    reading(NOON.plusSeconds(7200), NOON.minusSeconds(86_400));
    stream.tick(NOON.plusSeconds(7260));

    // Then
    assertThat(quarters())
        .extracting(Window::cell)
        .containsExactly(new Cell.SensorCell("lille-torv", "lille-a"));
  }

  @Test
  void aNewDatasetHasTheWindowsThatCompleteFromThenOn() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    stream.tick(NOON.plusSeconds(910));
    reading(NOON.plusSeconds(960), NOON.plusSeconds(960));

    // When
    stream.register(
        dataset(sensor(QUARTER, Town.at("lille-torv")), WEEK)
            .dataset(
                "lille-more", PrivacyClass.OPEN, "lille-weather", WEEK, Instant.EPOCH, TEMPERATURE)
            .registry());
    stream.tick(NOON.plusSeconds(1810));

    // Then
    assertThat(quarters())
        .extracting(Window::dataset, Window::start)
        .containsExactly(
            tuple("lille-air", NOON),
            tuple("lille-air", NOON.plusSeconds(900)),
            tuple("lille-more", NOON.plusSeconds(900)));
  }

  @Test
  void aLongerLatenessTakesReadingsInFromThenOn() {
    // Given
    stream.register(dataset(sensor(QUARTER, Town.at("lille-torv")), QUARTER).registry());
    reading(NOON, NOON);
    Instant later = NOON.plus(Duration.ofHours(2));
    reading(later, NOON.plusSeconds(1));
    int setAside = stream.quarantined().size();

    // When
    stream.register(town(Town.at("lille-torv")));
    reading(later, NOON.plusSeconds(2));
    stream.tick(later.plusSeconds(60));

    // Then
    assertThat(setAside).isEqualTo(1);
    assertThat(stream.quarantined()).hasSize(1);
    assertThat(quarters())
        .extracting(Window::count, Window::finalAt)
        .containsExactly(
            tuple(1L, NOON.plus(QUARTER).plus(QUARTER)), tuple(2L, NOON.plus(QUARTER).plus(WEEK)));
  }

  @Test
  void aShorterLatenessRefusesReadingsFromThenOn() {
    // Given
    reading(NOON, NOON);
    Instant later = NOON.plus(Duration.ofHours(2));
    stream.tick(later);

    // When
    stream.register(dataset(sensor(QUARTER, Town.at("lille-torv")), QUARTER).registry());
    reading(later, NOON.plusSeconds(2));
    stream.tick(later.plusSeconds(60));

    // Then
    assertThat(stream.quarantined()).hasSize(1);
    assertThat(quarters()).hasSize(1);
  }

  @Test
  void aShorterIntervalMakesFinerWindowsFromThenOn() {
    // Given
    reading(NOON.plusSeconds(30), NOON.plusSeconds(30));
    Duration minute = Duration.ofMinutes(1);

    // When
    stream.register(dataset(sensor(minute, Town.at("lille-torv")), WEEK).registry());
    reading(NOON.plusSeconds(90), NOON.plusSeconds(90));
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT1M))
        .extracting(Window::start)
        .containsExactly(NOON.plusSeconds(60));
    assertThat(quarters()).extracting(w -> w.expected().orElse(0)).containsExactly(15);
  }

  @Test
  void aLongerIntervalMakesNoFineWindowsAnyMore() {
    // Given
    stream.register(dataset(sensor(Duration.ofMinutes(1), Town.at("lille-torv")), WEEK).registry());
    reading(NOON.plusSeconds(30), NOON.plusSeconds(30));

    // When
    stream.register(town(Town.at("lille-torv")));
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.windows(Topics.WINDOWS, Resolution.PT1M)).isEmpty();
    assertThat(quarters()).extracting(w -> w.expected().orElse(0)).containsExactly(1);
  }

  @Test
  void whatIsRecalledIsNotToldAgainNorWhatItIsAPartOf() {
    // Given a quarter that was told, and is recalled
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    stream.tick(NOON.plusSeconds(910));
    List<Window> told = quarters();
    stream.register(
        dataset(sensor(QUARTER, Town.at("lille-torv")), WEEK)
            .recall("lille-air", NOON, NOON.plusSeconds(900))
            .registry());
    final int live = stream.live().size();

    // When a late reading corrects it, the next quarter passes, and the hour and the day
    reading(NOON.plusSeconds(1000), NOON.plusSeconds(990));
    reading(NOON.plusSeconds(1001), NOON.plusSeconds(61));
    stream.tick(NOON.plusSeconds(1820));
    stream.tick(NOON.plus(Duration.ofDays(1)));

    // Then it all stays inside but for the quarter beside it
    assertThat(told).extracting(Window::start).containsExactly(NOON);
    assertThat(stream.windows())
        .extracting(Window::start, Window::resolution)
        .containsExactly(
            tuple(NOON, Resolution.PT15M), tuple(NOON.plusSeconds(900), Resolution.PT15M));
    assertThat(stream.exactWindows())
        .extracting(Window::start, Window::resolution, Window::revision)
        .contains(tuple(NOON, Resolution.PT15M, 2), tuple(NOON, Resolution.PT1H, 1));
    assertThat(stream.live().subList(live, stream.live().size()))
        .extracting(Window::start)
        .containsOnly(NOON.plusSeconds(900));
    assertThat(stream.latest().get(stream.latest().size() - 1).start())
        .isEqualTo(NOON.plusSeconds(900));
  }

  @Test
  void windowsOfAWithdrawnSensorStayInside() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    final int live = stream.live().size();

    // When
    stream.register(dataset(new Town().profile("lille-weather", QUARTER), WEEK).registry());
    reading(NOON.plusSeconds(120), NOON.plusSeconds(120));
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.windows()).isEmpty();
    assertThat(stream.live()).hasSize(live);
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M))
        .extracting(Window::dataset, Window::cell, Window::count)
        .containsExactly(tuple("", new Cell.SensorCell("", "lille-a"), 2L));
  }

  @Test
  void windowsOfARemovedTenantStayInsideAndTheStreamGoesOn() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));
    stream.tick(NOON.plusSeconds(910));
    int progress = stream.progress(Topics.WINDOWS).size();

    // When
    stream.register(Registry.EMPTY);
    reading(NOON.plusSeconds(920), NOON.plusSeconds(120));
    reading(NOON.plusSeconds(920), NOON.plusSeconds(920));
    stream.tick(NOON.plusSeconds(1810));

    // Then
    assertThat(quarters()).hasSize(1);
    assertThat(stream.progress(Topics.WINDOWS)).hasSize(progress);
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M))
        .allMatch(window -> window.dataset().isEmpty())
        .extracting(Window::start)
        .contains(NOON, NOON.plusSeconds(900));
    assertThat(stream.quarantined()).isEmpty();
  }

  @Test
  void aQuantityThatLeavesItsDatasetStaysInsideAtItsPlace() {
    // Given
    reading(NOON.plusSeconds(60), NOON.plusSeconds(60));

    // When
    stream.register(
        dataset(sensor(QUARTER, Town.at("lille-torv")), WEEK, "relative-humidity").registry());
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.windows()).isEmpty();
    assertThat(stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M))
        .extracting(Window::dataset, Window::cell)
        .containsExactly(tuple("", new Cell.SensorCell("lille-torv", "lille-a")));
  }

  private List<Window> quarters() {
    return stream.windows(Topics.WINDOWS, Resolution.PT15M);
  }
}
