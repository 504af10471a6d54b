package dk.bypuls.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  private final PartitionProgress progress = new PartitionProgress();

  @Test
  void ticksAtOnceWhenNothingIsOnItsWay() {
    assertThat(progress.ask()).isTrue();
  }

  @Test
  void ticksAfterWhatWasSentBeforeItAndNotAfterWhatCameLater() {
    // Given
    progress.sent();
    progress.sent();
    assertThat(progress.ask()).isFalse();
    progress.sent();
    assertThat(progress.answered(true)).isFalse();

    // When
    boolean due = progress.answered(true);

    // Then
    assertThat(due).isTrue();
    assertThat(progress.answered(true)).isFalse();
  }

  @Test
  void leavesATickOutWhenASendBeforeItFailed() {
    // Given
    progress.sent();
    progress.ask();

    // When
    boolean due = progress.answered(false);

    // Then
    assertThat(due).isFalse();
    assertThat(progress.ask()).isTrue();
  }

  @Test
  void asksForOneTickAtATime() {
    // Given
    progress.sent();
    progress.ask();
    progress.sent();

    // When
    boolean again = progress.ask();

    // Then
    assertThat(again).isFalse();
    assertThat(progress.answered(true)).isTrue();
  }
}
