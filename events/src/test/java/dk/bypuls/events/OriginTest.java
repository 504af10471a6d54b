package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Readings.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {

  @Test
  void copiesByAnotherWayAndAtAnotherTimeAreTheSameReading() {
    // Given
    Readings first = Samples.readings();
    Reading reading = first.readings().get(0);
    Readings copy =
        new Readings(
            first.tenant(),
            first.sensor(),
            "another-way",
            first.origin(),
            first.receivedAt().plusSeconds(99),
            List.of(reading));

    // When
    ReadingId id = copy.idOf(copy.readings().get(0));

    // Then
    assertThat(id).isEqualTo(first.idOf(reading));
  }

  @Test
  void readingsOfOneMessageDiffer() {
    Readings readings = Samples.readings();

    assertThat(readings.readings().stream().map(readings::idOf)).doesNotHaveDuplicates();
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(Origin.ofMessage("ab", "c")).isNotEqualTo(Origin.ofMessage("a", "bc"));
    assertThat(Origin.ofUplink("e", "a", 1, new byte[] {2}))
        .isNotEqualTo(Origin.ofUplink("e", "a", 2, new byte[] {2}))
        .isNotEqualTo(Origin.ofUplink("e", "b", 1, new byte[] {2}));
    assertThat(Origin.ofContent("d", Instant.EPOCH, new byte[0]))
        .isNotEqualTo(Origin.ofContent("d", Instant.EPOCH.plusMillis(1), new byte[0]));
  }
}
