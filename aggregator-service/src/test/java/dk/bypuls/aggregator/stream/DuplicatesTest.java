package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Flag;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {

  private static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(10))
          .sensor("lille-a", "lille-weather", Town.at("lille-torv"))
          .registry();

  private static final String TEMPERATURE = "air-temperature";
  private static final Instant EVENING = at("2026-06-01T20:00:10Z");

  private final TestStream stream;

  DuplicatesTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void countsRedeliveredReadingOnce() {
    // Given
    Instant observed = at("2026-06-01T10:01:00Z");
    stream.copy(observed, "m", "lille-a", TEMPERATURE, "1", observed);
    stream.copy(observed.plusSeconds(1), "m", "lille-a", TEMPERATURE, "1", observed);

    // When
    stream.tick(at("2026-06-01T10:15:10Z"));

    // Then
    assertThat(quarters()).extracting(Window::count).containsExactly(1L);
    assertThat(stream.count("bypuls.aggregator.readings", "outcome", "duplicate")).isEqualTo(1);
  }

  @Test
  void saysNothingNewWhenCopyComesAfterCompletion() {
    // Given
    Instant observed = at("2026-06-01T10:01:00Z");
    stream.copy(observed, "m", "lille-a", TEMPERATURE, "1", observed);
    stream.tick(at("2026-06-01T10:15:10Z"));

    // When
    stream.copy(at("2026-06-01T10:16:00Z"), "m", "lille-a", TEMPERATURE, "1", observed);
    stream.tick(EVENING);

    // Then
    assertThat(quarters()).extracting(Window::revision).containsExactly(1);
  }

  @Test
  void countsSameOriginAgainAfterMoreThanAnHour() {
    // Given
    Instant observed = at("2026-06-01T10:01:00Z");
    Instant later = observed.plus(Duration.ofMinutes(60)).plusMillis(1);
    stream.copy(observed, "m", "lille-a", TEMPERATURE, "1", observed);
    stream.copy(later, "m", "lille-a", TEMPERATURE, "1", later);

    // When
    stream.tick(EVENING);

    // Then
    assertThat(quarters()).extracting(Window::count).containsExactly(1L, 1L);
  }

  @Test
  void countsCopiesThatCannotBeTold() {
    // Given
    Instant observed = at("2026-06-01T10:01:00Z");
    for (int copy = 0; copy < 2; copy++) {
      stream.copy(observed, "m", "lille-a", TEMPERATURE, "1", observed, Hint.NOT_DEDUPLICATED);
    }

    // When
    stream.tick(EVENING);

    // Then
    assertThat(quarters()).extracting(Window::count).containsExactly(2L);
    assertThat(quarters()).extracting(Window::flags).containsExactly(Flag.NOT_DEDUPLICATED.bit());
  }

  @Test
  void takesBackWhatAnEarlierCopyDisplaces() {
    // Given
    Instant later = at("2026-06-01T10:40:00Z");
    Instant earlier = at("2026-06-01T10:10:00Z");
    stream.copy(later, "m", "lille-a", TEMPERATURE, "2", later);
    stream.tick(at("2026-06-01T10:45:10Z"));

    // When
    stream.copy(at("2026-06-01T10:50:00Z"), "m", "lille-a", TEMPERATURE, "1", earlier);
    stream.tick(at("2026-06-01T10:51:00Z"));

    // Then
    List<Window> quarters = quarters();
    assertThat(quarters).extracting(Window::revision).containsExactly(1, 1, 2);
    assertThat(quarters.get(1).start()).isEqualTo(at("2026-06-01T10:00:00Z"));
    assertThat(quarters.get(2).start()).isEqualTo(at("2026-06-01T10:30:00Z"));
    assertThat(quarters.get(2).count()).isZero();
    assertThat(quarters.get(2).statistics().isEmpty()).isTrue();
  }

  @Test
  void mergesCopiesThatAnotherOneBridges() {
    // Given
    Instant first = at("2026-06-01T10:00:00Z");
    Instant last = first.plus(Duration.ofMinutes(100));
    stream.copy(last, "m", "lille-a", TEMPERATURE, "3", last);
    stream.copy(last, "m", "lille-a", TEMPERATURE, "1", first);

    // When
    stream.copy(last, "m", "lille-a", TEMPERATURE, "2", first.plus(Duration.ofMinutes(50)));
    stream.tick(EVENING);

    // Then
    assertThat(quarters()).extracting(Window::start).containsExactly(first);
  }

  private List<Window> quarters() {
    return stream.windows(Topics.EXACT_WINDOWS, Resolution.PT15M);
  }
}
