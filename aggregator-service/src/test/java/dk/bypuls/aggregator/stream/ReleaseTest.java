package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

  private static final Instant NOON = at("2026-06-01T12:00:00Z");

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(15))
          .profile("lille-counter", Duration.ofMinutes(15))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-c", "lille-counter", Town.at("lille-torv"))
          .dataset(
              "lille-air",
              PrivacyClass.OPEN,
              "lille-weather",
              Duration.ofDays(7),
              NOON,
              "air-temperature")
          .dataset(
              "lille-people",
              PrivacyClass.CROWD,
              "lille-counter",
              Duration.ofDays(7),
              NOON,
              "people-count")
          .registry();

  private final TestStream stream;

  ReleaseTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void releasesWindowsThatStartAfterTheDecisionAndNoOthers() {
    // Given
    Instant before = NOON.minusSeconds(60);
    Instant after = NOON.plusSeconds(60);
    stream.reading(before, "lille-a", "air-temperature", "1", before);
    stream.reading(after, "lille-a", "air-temperature", "2", after);

    // When
    stream.tick(NOON.plus(Duration.ofHours(1)).plusSeconds(10));

    // Then
    assertThat(stream.windows())
        .extracting(Window::resolution, Window::start)
        .containsExactlyInAnyOrder(tuple(Resolution.PT15M, NOON), tuple(Resolution.PT1H, NOON));
    assertThat(stream.exactWindows())
        .extracting(Window::resolution, Window::start)
        .containsExactlyInAnyOrder(
            tuple(Resolution.PT15M, NOON.minusSeconds(900)),
            tuple(Resolution.PT1H, NOON.minusSeconds(3600)));
  }

  @Test
  void keepsProtectedWindowsInsideWhateverWasDecided() {
    // Given
    Instant now = NOON.plusSeconds(60);
    stream.reading(now, "lille-c", "people-count", "7", now);

    // When
    stream.tick(NOON.plus(Duration.ofDays(2)));

    // Then
    assertThat(stream.exactWindows()).hasSize(3).allMatch(w -> w.dataset().equals("lille-people"));
    assertThat(stream.windows()).isEmpty();
    assertThat(stream.live()).isEmpty();
    assertThat(stream.latest()).isEmpty();
    assertThat(stream.progress(Topics.WINDOWS))
        .isNotEmpty()
        .allMatch(progress -> progress.dataset().equals("lille-air"));
  }

  @Test
  void keepsWhatIsInNoDatasetInside() {
    // Given
    Instant now = NOON.plusSeconds(60);
    stream.reading(now, "lille-a", "battery-level", "90", now);

    // When
    stream.tick(NOON.plusSeconds(910));

    // Then
    assertThat(stream.exactWindows()).extracting(Window::dataset).containsExactly("");
    assertThat(stream.live()).isEmpty();
  }

  @Test
  void showsFirstChangeAtOnceAndFurtherOnesOncePerSecond() {
    // Given
    Instant now = NOON.plusSeconds(60);
    stream.reading(now, "lille-a", "air-temperature", "1", now);
    int atOnce = quarters(Topics.LIVE).size();

    // When
    for (int millis = 100; millis < 1000; millis += 100) {
      Instant next = now.plusMillis(millis);
      stream.reading(next, "lille-a", "air-temperature", "1", next);
    }
    int withinASecond = quarters(Topics.LIVE).size();
    stream.tick(now.plusMillis(1000));
    stream.tick(now.plusMillis(9000));

    // Then
    assertThat(atOnce).isEqualTo(1);
    assertThat(withinASecond).isEqualTo(1);
    List<Window> shown = quarters(Topics.LIVE);
    assertThat(shown).extracting(Window::count).containsExactly(1L, 10L);
    assertThat(shown).allMatch(w -> w.revision() == 0 && w.status() == Window.Status.RUNNING);
  }

  @Test
  void latestEndsWithTheNewestStart() {
    // Given
    Instant older = NOON.plusSeconds(60);
    Instant newer = NOON.plusSeconds(905);
    stream.reading(older, "lille-a", "air-temperature", "1", older);
    stream.reading(newer, "lille-a", "air-temperature", "2", newer);

    // When
    stream.tick(NOON.plusSeconds(910));
    stream.reading(NOON.plusSeconds(920), "lille-a", "air-temperature", "3", older.plusSeconds(1));
    stream.tick(NOON.plusSeconds(1000));

    // Then
    List<Window> latest = quarters(Topics.LATEST);
    assertThat(latest.get(latest.size() - 1).start()).isEqualTo(NOON.plusSeconds(900));
    assertThat(quarters(Topics.WINDOWS)).extracting(Window::revision).containsExactly(1, 2);
    assertThat(stream.records(Topics.LATEST))
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .contains(latest.get(0).seriesKey());
  }

  private List<Window> quarters(Topic<WindowEvent> topic) {
    return stream.windows(topic, Resolution.PT15M);
  }
}
