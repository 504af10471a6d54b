package dk.bypuls.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  private final SetClock clock = new SetClock();
  private final Stop stop = new Stop();

  @Test
  void thePastGoesAtOnceTheFutureNot() throws InterruptedException {
    // Given
    stop.request();
    Pace pace = new Pace(clock, stop, null, 0, NOW.minusSeconds(3600).toEpochMilli());

    // When
    boolean past = pace.await(NOW.minusSeconds(60).toEpochMilli());
    boolean future = pace.await(NOW.plusSeconds(60).toEpochMilli());

    // Then
    assertThat(past).isTrue();
    assertThat(future).isFalse();
  }

  @Test
  void withASpeedTheTownsTimeRunsFasterUntilItCatchesUp() {
    // Given
    long start = NOW.minusSeconds(3600).toEpochMilli();
    Pace pace = new Pace(clock, stop, 60.0, 0, start);

    // When
    clock.now = NOW.plusSeconds(10);

    // Then
    assertThat(pace.townTime()).isEqualTo(start + 600_000);
    clock.now = NOW.plus(Duration.ofHours(2));
    assertThat(pace.townTime()).isEqualTo(clock.millis());
  }

  private static final class SetClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
