package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(10))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .dataset(
              "lille-air",
              PrivacyClass.OPEN,
              "lille-weather",
              Duration.ofDays(7),
              null,
              "air-temperature")
          .registry();

  private final TestStream stream;

  CompletionTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void completesWindowShortlyAfterItsEndByTicksAlone() {
    // Given
    stream
        .reading(
            at("2026-06-01T10:01:00Z"),
            "lille-a",
            "air-temperature",
            "-3.50",
            at("2026-06-01T10:00:59Z"))
        .reading(
            at("2026-06-01T10:11:00Z"),
            "lille-a",
            "air-temperature",
            "-2.25",
            at("2026-06-01T10:10:59Z"));

    // When
    stream.tick(at("2026-06-01T10:15:09.999Z"));
    List<Window> early = stream.exactWindows();
    stream.tick(at("2026-06-01T10:15:10Z"));

    // Then
    assertThat(early).isEmpty();
    Window window = stream.exactWindows().get(0);
    assertThat(window.resolution()).isEqualTo(Resolution.PT15M);
    assertThat(window.dataset()).isEqualTo("lille-air");
    assertThat(window.cell()).isEqualTo(new Cell.SensorCell("lille-torv", "lille-a"));
    assertThat(window.start()).isEqualTo(at("2026-06-01T10:00:00Z"));
    assertThat(window.revision()).isEqualTo(1);
    assertThat(window.count()).isEqualTo(2);
    assertThat(window.expected()).hasValue(1);
    assertThat(window.finalAt()).isEqualTo(at("2026-06-08T10:15:00Z"));
    assertThat(window.statistics().get(Statistic.MEAN)).isEqualTo(-28750);
    assertThat(window.statistics().get(Statistic.STDDEV)).isEqualTo(8839);
    assertThat(window.statistics().get(Statistic.MIN)).isEqualTo(-350);
    assertThat(window.statistics().get(Statistic.MAX)).isEqualTo(-225);
    assertThat(window.statistics().get(Statistic.FIRST)).isEqualTo(-350);
    assertThat(window.statistics().get(Statistic.LAST)).isEqualTo(-225);
    assertThat(window.statistics().has(Statistic.SUM)).isFalse();
  }

  @Test
  void saysHowFarItIsAfterTheWindowsItSpeaksOf() {
    // Given
    stream.reading(
        at("2026-06-01T10:01:00Z"), "lille-a", "air-temperature", "1", at("2026-06-01T10:00:59Z"));

    // When
    stream.tick(at("2026-06-01T11:00:10Z"));

    // Then
    var events = stream.events(Topics.EXACT_WINDOWS);
    CompleteThrough hour =
        new CompleteThrough("lille-air", 0, Resolution.PT1H, at("2026-06-01T11:00:00Z"));
    Window ofTheHour = stream.windows(Topics.EXACT_WINDOWS, Resolution.PT1H).get(0);
    assertThat(events).containsSubsequence(ofTheHour, hour);
    assertThat(stream.progress(Topics.EXACT_WINDOWS))
        .noneMatch(
            progress ->
                progress.dataset().equals("lille-air") && progress.resolution() == Resolution.PT1M);
  }

  @Test
  void gathersLateReadingsIntoOneRevision() {
    // Given
    stream
        .reading(
            at("2026-06-01T10:01:00Z"),
            "lille-a",
            "air-temperature",
            "1",
            at("2026-06-01T10:00:59Z"))
        .tick(at("2026-06-01T10:15:10Z"))
        .reading(
            at("2026-06-01T10:20:00Z"),
            "lille-a",
            "air-temperature",
            "2",
            at("2026-06-01T10:05:00Z"))
        .reading(
            at("2026-06-01T10:20:50Z"),
            "lille-a",
            "air-temperature",
            "3",
            at("2026-06-01T10:06:00Z"));

    // When
    stream.ticks(at("2026-06-01T10:20:51Z"), at("2026-06-01T10:21:49Z"));
    int early = stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M).size();
    stream.tick(at("2026-06-01T10:21:50Z"));

    // Then
    assertThat(early).isEqualTo(1);
    Window revised = stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M).get(1);
    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.count()).isEqualTo(3);
  }

  @Test
  void gathersNoLongerThanTenMinutes() {
    // Given
    Instant first = at("2026-06-01T12:00:00Z");

    // When
    for (int minute = 0; minute < 12; minute++) {
      stream.reading(
          first.plusSeconds(50L * minute),
          "lille-a",
          "air-temperature",
          "2",
          at("2026-06-01T10:00:00Z").plusSeconds(minute));
    }
    stream.ticks(first.plusSeconds(551), first.plusSeconds(600));

    // Then
    Window gathered = stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M).get(0);
    assertThat(gathered.revision()).isEqualTo(1);
    assertThat(gathered.count()).isEqualTo(12);
  }
}
