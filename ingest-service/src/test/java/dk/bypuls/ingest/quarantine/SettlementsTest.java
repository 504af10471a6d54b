package dk.bypuls.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Settled;
import dk.bypuls.events.Settled.How;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementsTest {

  private final Settlements settlements = new Settlements();

  private void settle(How how, int partition, Long... offsets) {
    settlements.add(new Settled(partition, List.of(offsets), how, Instant.EPOCH, ""));
  }

  @Test
  void remembersTheLastWordOnEachEntry() {
    // When
    settle(How.DROPPED, 1, 7L, 70_000L, 5_000_000_000L);
    settle(How.REPLAYED, 1, 70_000L);

    // Then
    assertThat(settlements.of(1, 7)).isEqualTo(How.DROPPED);
    assertThat(settlements.of(1, 70_000)).isEqualTo(How.REPLAYED);
    assertThat(settlements.of(1, 5_000_000_000L)).isEqualTo(How.DROPPED);
    assertThat(settlements.of(1, 8)).isNull();
    assertThat(settlements.of(0, 7)).isNull();
  }

  @Test
  void forgetsWhatIsNoLongerThere() {
    // Given
    settle(How.DROPPED, 1, 7L, 70_000L);

    // When
    settlements.forgetBelow(1, 70_000);

    // Then
    assertThat(settlements.of(1, 7)).isNull();
    assertThat(settlements.of(1, 70_000)).isEqualTo(How.DROPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0-", "-1", "a-b", "0-17.", "6-1", "0-1 ", "0-9999999999999999999"})
  void refusesWhatIsNoCursor(String written) {
    assertThat(Cursor.find(written)).isEmpty();
  }

  @Test
  void readsTheCursorThatItWrote() {
    Cursor cursor = Cursor.find("0-17.3-1042").orElseThrow();

    assertThat(cursor.below()).containsEntry(3, 1_042L);
    assertThat(cursor).hasToString("0-17.3-1042");
  }
}
