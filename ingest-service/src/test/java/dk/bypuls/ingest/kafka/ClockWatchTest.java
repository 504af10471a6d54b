package dk.bypuls.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private static final long TEN = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();

  private long now = TEN;
  private final ClockWatch clocks =
      new ClockWatch(() -> Instant.ofEpochMilli(now), Duration.ofSeconds(5), 2);

  private void tick(int partition, long sentAt, long takenAt, long answeredAt) {
    now = answeredAt;
    clocks.taken(partition, sentAt, takenAt);
  }

  @Test
  void believesNothingIsWrongBeforeTheFirstTick() {
    assertThat(clocks.areApart()).isFalse();
    assertThat(clocks.inWords()).isNull();
    assertThat(clocks.secondsAhead()).isZero();
  }

  @Test
  void takesASlowAnswerForNoDifference() {
    // When
    tick(0, TEN, TEN + 20_000, TEN + 29_000);

    // Then
    assertThat(clocks.areApart()).isFalse();
    assertThat(clocks.secondsAhead()).isZero();
  }

  @Test
  void allowsFiveSeconds() {
    // When
    tick(0, TEN, TEN + 5_010, TEN + 10);

    // Then
    assertThat(clocks.areApart()).isFalse();
    assertThat(clocks.secondsAhead()).isEqualTo(5);
  }

  @Test
  void namesBothTimesWhereKafkasClockIsAhead() {
    // When
    tick(1, TEN, TEN + 3_600_010, TEN + 10);

    // Then
    assertThat(clocks.areApart()).isTrue();
    assertThat(clocks.secondsAhead()).isEqualTo(3_600);
    assertThat(clocks.inWords())
        .contains("differ by 3600 s", "2026-11-21T10:00:00.010Z", "2026-11-21T11:00:00.010Z");
  }

  @Test
  void namesBothTimesWhereKafkasClockIsBehind() {
    // When
    tick(0, TEN, TEN - 5_001, TEN + 10);

    // Then
    assertThat(clocks.areApart()).isTrue();
    assertThat(clocks.secondsAhead()).isEqualTo(-5.001);
    assertThat(clocks.inWords()).contains("2026-11-21T10:00:00Z", "2026-11-21T09:59:54.999Z");
  }

  @Test
  void findsThisMachinesClockSetBackWhileATickWasOnItsWay() {
    // When
    tick(0, TEN, TEN + 5, TEN - 60_000);

    // Then
    assertThat(clocks.areApart()).isFalse();
    tick(0, TEN - 59_000, TEN + 1_010, TEN - 58_995);
    assertThat(clocks.areApart()).isTrue();
  }

  @Test
  void needsAllPartitionsToAgreeAgain() {
    // Given
    tick(0, TEN, TEN + 60_000, TEN + 10);
    tick(1, TEN, TEN + 60_000, TEN + 10);

    // When
    tick(0, TEN + 1_000, TEN + 1_005, TEN + 1_010);

    // Then
    assertThat(clocks.areApart()).isTrue();
    tick(1, TEN + 1_000, TEN + 1_005, TEN + 1_010);
    assertThat(clocks.areApart()).isFalse();
  }

  @Test
  void learnsNothingOfATickThatKafkaHadAlready() {
    // When
    tick(0, TEN, -1, TEN + 10);

    // Then
    assertThat(clocks.areApart()).isFalse();
  }
}
