package dk.bypuls.aggregator.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2025-03-02T00:00:00Z");
  private static final Instant NOW = Instant.parse("2025-09-01T00:00:00Z");

  private static Window window(int hour, int revision, long mean, @Nullable String reason) {
    Instant start = START.plus(Duration.ofHours(hour));
    Instant end = start.plus(Duration.ofHours(1));
    return new Window(
        "havnstrup-air",
        new Cell.SensorCell("havnstrup-torvet", "havnstrup-air-01"),
        Quantities.of("air-temperature"),
        Resolution.PT1H,
        start,
        end,
        Window.Status.COMPLETE,
        revision,
        end.plus(Duration.ofDays(7)),
        4,
        0,
        OptionalInt.of(4),
        0,
        Statistics.of(Map.of(Statistic.MEAN, mean)),
        reason);
  }

  private static Map<String, ToldWindow> at(Instant told, Window... windows) {
    Map<String, ToldWindow> byCell = new HashMap<>();
    for (Window window : windows) {
      ToldWindow one = new ToldWindow(window, told);
      byCell.put(one.cell(), one);
    }
    return byCell;
  }

  @Test
  void beginsWithRevisionOneWhereNothingIsStored() {
    // When
    Revisions revisions = Revisions.of(Map.of(), at(NOW, window(0, 1, 5, null)), false);

    // Then
    assertThat(revisions.tell()).containsExactly(window(0, 1, 5, Window.BACK_FILL));
  }

  @Test
  void tellsNothingTwice() {
    // Given what other files made, what the stream made, and a correction of the stream
    Map<String, ToldWindow> stored =
        at(
            LONG_AGO,
            window(0, 1, 5, Window.BACK_FILL),
            window(1, 1, 6, null),
            window(2, 3, 7, Window.CORRECTED));

    // When
    Revisions revisions =
        Revisions.of(
            stored,
            at(NOW, window(0, 1, 5, null), window(1, 1, 6, null), window(2, 1, 7, null)),
            true);

    // Then
    assertThat(revisions).isEqualTo(new Revisions(List.of(), 3, List.of()));
  }

  @Test
  void goesOnFromTheNumberThatHistoryHas() {
    // When
    Revisions revisions =
        Revisions.of(
            at(LONG_AGO, window(0, 4, 5, Window.BACK_FILL)), at(NOW, window(0, 1, 6, null)), false);

    // Then
    assertThat(revisions.tell()).containsExactly(window(0, 5, 6, Window.BACK_FILL));
  }

  @Test
  void leavesWhatTheStreamMadeUnlessTheFilesAreAllThereIs() {
    // Given
    Map<String, ToldWindow> stored = at(LONG_AGO, window(0, 2, 5, Window.CORRECTED));
    Map<String, ToldWindow> made = at(NOW, window(0, 1, 6, null));

    // When
    Revisions careful = Revisions.of(stored, made, false);
    Revisions replacing = Revisions.of(stored, made, true);

    // Then
    assertThat(careful.tell()).isEmpty();
    assertThat(careful.left()).containsExactly(made.keySet().iterator().next());
    assertThat(replacing.tell()).containsExactly(window(0, 3, 6, Window.BACK_FILL));
  }

  @Test
  void emptiesWhatNoFileGivesAnyMoreAndSaysSoOnce() {
    // Given
    Map<String, ToldWindow> stored = at(LONG_AGO, window(0, 1, 5, Window.BACK_FILL));

    // When
    Revisions first = Revisions.of(stored, Map.of(), false);
    Revisions again = Revisions.of(at(NOW, first.tell().get(0)), Map.of(), false);

    // Then
    Window emptied = first.tell().get(0);
    assertThat(emptied.revision()).isEqualTo(2);
    assertThat(emptied.count()).isZero();
    assertThat(emptied.statistics().isEmpty()).isTrue();
    assertThat(again.tell()).isEmpty();
    assertThat(again.same()).isEqualTo(1);
  }

  @Test
  void neverTouchesWhatWasWithheld() {
    // Given
    Window plain = window(0, 1, 5, null);
    Window withheld =
        new Window(
            plain.dataset(),
            plain.cell(),
            plain.quantity(),
            plain.resolution(),
            plain.start(),
            plain.end(),
            Window.Status.SUPPRESSED,
            1,
            plain.finalAt(),
            0,
            0,
            OptionalInt.empty(),
            0,
            Statistics.NONE,
            "protected");

    // When
    Revisions revisions = Revisions.of(at(LONG_AGO, withheld), at(NOW, plain), true);

    // Then
    assertThat(revisions.tell()).isEmpty();
    assertThat(revisions.left()).hasSize(1);
  }
}
