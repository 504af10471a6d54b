package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LatestWindowsTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final LatestWindows latest = new LatestWindows();

  @Test
  void forgetsARunningWindowThatCameAfterItsCompletion() {
    // Given
    latest.accept(window(NOON, Window.Status.COMPLETE, 1), NOON.plusSeconds(70));

    // When
    boolean news = latest.accept(window(NOON, Window.Status.RUNNING, 0), NOON.plusSeconds(71));

    // Then
    assertThat(news).isFalse();
    assertThat(latest.windows().get(0).window().status()).isEqualTo(Window.Status.COMPLETE);
  }

  @Test
  void keepsTheNewestWhateverOrderTheyComeIn() {
    // When
    latest.accept(window(NOON.plusSeconds(60), Window.Status.RUNNING, 0), NOON);
    latest.accept(window(NOON, Window.Status.COMPLETE, 2), NOON);
    latest.accept(window(NOON, Window.Status.COMPLETE, 1), NOON);

    // Then
    assertThat(latest.windows()).hasSize(1);
    assertThat(latest.windows().get(0).window().start()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void takesTheTimeOfPublicationFromTheRecordOfTheWindow() {
    // Given
    latest.accept(window(NOON, Window.Status.COMPLETE, 1), NOON.plusMillis(5));

    // When
    latest.accept(window(NOON, Window.Status.COMPLETE, 1), NOON.plusMillis(3));

    // Then
    assertThat(latest.windows().get(0).publishedAt()).isEqualTo(NOON.plusMillis(3));
  }

  @Test
  void dropsWhatWasWithdrawn() {
    // Given
    latest.accept(window(NOON, Window.Status.COMPLETE, 1), NOON);

    // When
    latest.accept(new Withdrawn("air", NOON, NOON.plusSeconds(1), "why"), NOON.plusSeconds(9));

    // Then
    assertThat(latest.windows()).isEmpty();
  }

  @Test
  void isCompleteThroughWhereTheSlowestPartitionIsAndSoInLongerWindows() {
    // Given
    for (int partition = 1; partition < Topics.PARTITIONS; partition++) {
      latest.accept(new CompleteThrough("air", partition, Resolution.PT1M, NOON.plusSeconds(3600)));
    }
    var before = latest.completeThrough("air", Resolution.PT1M);

    // When
    latest.accept(new CompleteThrough("air", 0, Resolution.PT1M, NOON.plusSeconds(1500)));

    // Then
    assertThat(before).isEmpty();
    assertThat(latest.completeThrough("air", Resolution.PT1M)).hasValue(NOON.plusSeconds(1500));
    assertThat(latest.completeThrough("air", Resolution.PT15M)).hasValue(NOON.plusSeconds(900));
    assertThat(latest.completeThrough("air", Resolution.PT1H)).hasValue(NOON);
  }

  @Test
  void isCompleteThroughWhereTheSlowestTreeOfAreasIs() {
    // Given
    List<String> trees = List.of("crowd/squares", "crowd/streets");
    latest.accept(
        new CompleteThrough("crowd/squares", 3, Resolution.PT15M, NOON.plusSeconds(4500)));
    var before = latest.completeThrough(trees, Resolution.PT15M);

    // When
    latest.accept(
        new CompleteThrough("crowd/streets", 5, Resolution.PT15M, NOON.plusSeconds(3600)));

    // Then
    assertThat(before).isEmpty();
    assertThat(latest.completeThrough(trees, Resolution.PT15M)).hasValue(NOON.plusSeconds(3600));
    assertThat(latest.completeThrough(trees, Resolution.PT1H)).hasValue(NOON.plusSeconds(3600));
    assertThat(latest.completeThrough(trees, Resolution.PT1M)).isEmpty();
  }

  private static Window window(Instant start, Window.Status status, int revision) {
    return new Window(
        "air",
        new Cell.SensorCell("torvet", "air-1"),
        Quantities.of("pm10"),
        Resolution.PT1M,
        start,
        start.plusSeconds(60),
        status,
        revision,
        start.plusSeconds(1000),
        1,
        0,
        OptionalInt.empty(),
        0,
        Statistics.NONE,
        null);
  }
}
