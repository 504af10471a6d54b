package dk.bypuls.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PastTest {

  private static final LocalDate ORIGIN = LocalDate.parse("2026-11-01");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Past past = new Past(ORIGIN);

  @Test
  void troubleBetweenWellMinutesIsOneIncident() {
    // Given
    see(Part.HISTORY, 0, 10, true);
    see(Part.HISTORY, 10, 14, false);
    see(Part.HISTORY, 14, 20, true);

    // When
    var incidents = past.incidents(NOON, at(20));

    // Then
    assertThat(incidents).containsExactly(new Incident(Part.HISTORY, at(10), at(14)));
    assertThat(past.share(Part.HISTORY, NOON, at(20))).isEqualTo(new Past.Share(20, 16));
    assertThat(past.since(Part.HISTORY)).contains(at(14));
  }

  @Test
  void oneLookOfTroubleMakesTheMinuteOneOfTrouble() {
    // When
    past.note(Part.LIVE, at(0), false);
    past.note(Part.LIVE, at(0).plusSeconds(10), true);

    // Then
    assertThat(past.share(Part.LIVE, NOON, at(1))).isEqualTo(new Past.Share(1, 0));
  }

  @Test
  void troubleThatLastsHasNoEnd() {
    // Given
    see(Part.INGEST, 0, 5, true);

    // When
    see(Part.INGEST, 5, 9, false);

    // Then
    assertThat(past.incidents(NOON, at(9))).containsExactly(new Incident(Part.INGEST, at(5), null));
    assertThat(past.since(Part.INGEST)).contains(at(5));
  }

  @Test
  void whereNobodyLookedIsToldAsThatAndNeverAsWell() {
    // Given
    see(Part.LIVE, 0, 10, true);

    // When the service was away for an hour, longer than a start
    see(Part.LIVE, 70, 80, true);
    see(Part.LIVE, 82, 90, true);

    // Then
    assertThat(past.incidents(NOON, at(90))).containsExactly(new Incident(null, at(10), at(70)));
    assertThat(past.since(Part.LIVE)).contains(at(70));
    assertThat(past.share(Part.LIVE, NOON, at(90))).isEqualTo(new Past.Share(28, 28));
    assertThat(past.first()).contains(NOON);
  }

  @Test
  void instancesAddToEachOtherInAnyOrder() {
    // Given
    Past other = new Past(ORIGIN.minusDays(3));
    other.note(Part.LIVE, at(1), false);
    past.note(Part.LIVE, at(1), true);
    past.note(Part.LIVE, at(2), true);

    // When
    other.drain().forEach(past::add);

    // Then
    assertThat(past.share(Part.LIVE, NOON, at(3))).isEqualTo(new Past.Share(2, 1));
    Map<Past.OfDay, Minutes.Day> all = past.drain();
    Past restarted = new Past(ORIGIN);
    all.forEach(restarted::add);
    assertThat(restarted.share(Part.LIVE, NOON, at(3))).isEqualTo(new Past.Share(2, 1));
    assertThat(past.drain()).as("written once").isEmpty();
  }

  @Test
  void whatIsTooOldIsForgotten() {
    // Given
    see(Part.LIVE, 0, 5, false);

    // When
    past.forget(LocalDate.parse("2026-11-22"));

    // Then
    assertThat(past.incidents(NOON, at(60))).isEmpty();
    assertThat(past.first()).isEmpty();
    assertThat(past.drain()).isEmpty();
  }

  private void see(Part part, int from, int to, boolean isWell) {
    for (int minute = from; minute < to; minute++) {
      past.note(part, at(minute), isWell);
    }
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
