package dk.bypuls.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.usage.Counts.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final int FEWEST = 10;

  /** A minute before midnight in Copenhagen. */
  private static final Instant LATE = Instant.parse("2026-11-20T22:59:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final Counts counts = new Counts(() -> LATE.plusNanos(nanos.get()), nanos::get);

  @Test
  void addsUpAndHandsOutOnce() {
    // Given
    counts.count("air", Way.LATEST, new Tally(1, 0, 500, 0));
    counts.count("air", Way.LATEST, new Tally(1, 0, 700, 0));
    counts.count("air", Way.WINDOWS_CSV, new Tally(1, 20, 900, 0));

    // When
    Map<Counted, Tally> drained = counts.drain();

    // Then
    assertThat(drained)
        .containsOnly(
            Map.entry(new Counted(DAY, "air", Way.LATEST), new Tally(2, 0, 1200, 0)),
            Map.entry(new Counted(DAY, "air", Way.WINDOWS_CSV), new Tally(1, 20, 900, 0)));
    assertThat(counts.drain()).isEmpty();
  }

  @Test
  void losesNothingThatCouldNotBeWrittenDown() {
    // Given
    counts.count("air", Way.LATEST, new Tally(1, 0, 500, 0));
    Map<Counted, Tally> unwritten = counts.drain();
    counts.count("air", Way.LATEST, new Tally(1, 0, 500, 0));

    // When
    counts.giveBack(unwritten);

    // Then
    assertThat(counts.drain())
        .containsOnly(Map.entry(new Counted(DAY, "air", Way.LATEST), new Tally(2, 0, 1000, 0)));
  }

  @Test
  void countsHowLongIsListenedAndWhoGoesOnIsOneOfEachDay() {
    // Given two who listen, and one of them leaves
    Runnable first = counts.listen(List.of("air", "water"));
    pass(Duration.ofSeconds(10));
    counts.listen(List.of("air"));
    pass(Duration.ofSeconds(20));
    first.run();

    // When
    Map<Counted, Tally> before = counts.drain();
    pass(Duration.ofMinutes(1));
    Map<Counted, Tally> after = counts.drain();

    // Then
    assertThat(before)
        .containsOnly(
            Map.entry(new Counted(DAY, "air", Way.LIVE), new Tally(2, 0, 0, 50_000)),
            Map.entry(new Counted(DAY, "water", Way.LIVE), new Tally(1, 0, 0, 30_000)));
    assertThat(after)
        .containsOnly(
            Map.entry(new Counted(DAY.plusDays(1), "air", Way.LIVE), new Tally(1, 0, 0, 60_000)));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void tellsNobodyFromFewAndManyInTens() {
    // Given
    Map<LocalDate, Map<Way, Tally>> days =
        Map.of(
            DAY,
            Map.of(
                Way.LATEST, new Tally(9, 0, 123_456, 0),
                Way.WINDOWS_CSV, new Tally(29, 98_765, 123_456, 0),
                Way.LIVE, new Tally(10, 0, 0, 600_000)));

    // When
    JsonNode told =
        UsageJson.of("air", new Usage.Known(DAY.minusDays(1), DAY.plusDays(1), days), FEWEST);

    // Then
    JsonNode quiet = told.at("/days/0");
    JsonNode busy = told.at("/days/1");
    assertThat(quiet.get("day").asText()).isEqualTo("2026-11-19");
    assertThat(quiet.get("latest")).isEqualTo(busy.get("latest"));
    assertThat(busy.get("latest").toString()).isEqualTo("{\"fewerThan\":10}");
    assertThat(busy.at("/windows/csv").toString())
        .isEqualTo("{\"requests\":20,\"rows\":98000,\"bytes\":120000}");
    assertThat(busy.at("/windows/json").toString()).isEqualTo("{\"fewerThan\":10}");
    assertThat(busy.get("live").toString()).isEqualTo("{\"connections\":10,\"minutes\":10}");
    assertThat(busy.has("normal")).isTrue();
  }

  @Test
  void knowsTheWayByTheAnswerAndElseByTheQuestion() {
    assertThat(Way.of("latest", "text/csv", null)).contains(Way.LATEST);
    assertThat(Way.of("windows", "text/csv; charset=utf-8", null)).contains(Way.WINDOWS_CSV);
    assertThat(Way.of("windows", null, "ndjson")).contains(Way.WINDOWS_NDJSON);
    assertThat(Way.of("windows", null, null)).contains(Way.WINDOWS_JSON);
    assertThat(Way.of("live", null, null)).isEmpty();
    assertThat(Way.of("usage", "application/json", null)).isEmpty();
  }

  @Test
  void keepsTheFirstTwoDigits() {
    assertThat(UsageJson.roughly(0)).isZero();
    assertThat(UsageJson.roughly(99)).isEqualTo(99);
    assertThat(UsageJson.roughly(1_999_999)).isEqualTo(1_900_000);
  }
}
