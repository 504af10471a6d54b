package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are not heard any more. */
class SilenceTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final TestStream stream;

  SilenceTest(@TempDir Path folder) {
    stream = new TestStream(folder, town(Duration.ofMinutes(10)));
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void aDeviceIsSilentAfterThreeIntervals() {
    // Given
    heard(NOON.plusSeconds(20));

    // When
    ticks(0, 120);

    // Then
    assertThat(silent()).containsExactly(null, NOON.plus(Duration.ofMinutes(31)));
    assertThat(metric()).isEqualTo(1);
    DeviceStatus told = stream.deviceStatus().get(1);
    assertThat(told.lastSeen()).isEqualTo(NOON.plusSeconds(20));
  }

  @Test
  void itIsBackAsSoonAsItSpeaksAndFallsSilentAgain() {
    // Given
    heard(NOON);
    ticks(0, 40);
    Instant back = NOON.plus(Duration.ofMinutes(40)).plusSeconds(1);

    // When
    heard(back);
    ticks(41, 90);

    // Then
    assertThat(silent())
        .containsExactly(
            null, NOON.plus(Duration.ofMinutes(31)), null, NOON.plus(Duration.ofMinutes(71)));
  }

  @Test
  void oneThatGoesOnSpeakingIsNeverSilent() {
    // When
    for (int minute = 0; minute < 300; minute++) {
      if (minute % 25 == 0) {
        heard(NOON.plus(Duration.ofMinutes(minute)));
      }
      ticks(minute, minute);
    }

    // Then
    assertThat(silent()).isNotEmpty().containsOnlyNulls();
  }

  @Test
  void oneWithoutAnIntervalIsNeverSilent() {
    // Given
    stream.register(town(null));
    heard(NOON);

    // When
    ticks(0, 600);

    // Then
    assertThat(silent()).containsOnlyNulls();
  }

  @Test
  void aChangedIntervalShowsWithinAnHour() {
    // Given
    heard(NOON);
    ticks(0, 40);

    // When
    stream.register(town(Duration.ofHours(6)));
    ticks(41, 110);

    // Then
    assertThat(silent()).containsExactly(null, NOON.plus(Duration.ofMinutes(31)), null);
    assertThat(metric()).isZero();
  }

  @Test
  void nothingIsHeldAgainstADeviceWhileNobodyListened() {
    // Given
    heard(NOON);
    ticks(0, 5);

    // When
    ticks(300, 320);
    List<@Nullable Instant> soon = silent();
    ticks(321, 340);

    // Then
    assertThat(soon).containsOnlyNulls();
    assertThat(silent()).endsWith(NOON.plus(Duration.ofMinutes(330)));
  }

  @Test
  void oneThatIsRegisteredNoMoreIsForgotten() {
    // Given
    heard(NOON);
    ticks(0, 40);

    // When
    stream.register(new Town().registry());
    ticks(41, 110);

    // Then
    assertThat(metric()).isZero();
  }

  private static Registry town(@Nullable Duration interval) {
    return new Town()
        .profile("lille-x", interval)
        .sensor("lille-a", "lille-x", Town.at("lille-torv"))
        .registry();
  }

  private void heard(Instant at) {
    stream.reading(at, "lille-a", "air-temperature", "7", at);
  }

  private void ticks(int from, int to) {
    for (int minute = from; minute <= to; minute++) {
      stream.tick(NOON.plus(Duration.ofMinutes(minute)).plusSeconds(30));
    }
  }

  private List<@Nullable Instant> silent() {
    return stream.deviceStatus().stream()
        .<@Nullable Instant>map(DeviceStatus::silentSince)
        .toList();
  }

  private double metric() {
    return stream.gauge("bypuls.aggregator.devices.silent", "tenant", Town.TENANT);
  }
}
