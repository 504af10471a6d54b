package dk.bypuls.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.ingest.mqtt.AcknowledgementWindow.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementWindowTest {

  private final List<Integer> acknowledged = new ArrayList<>();
  private final AcknowledgementWindow window = new AcknowledgementWindow(acknowledged::add);

  @Test
  void acknowledgesInTheOrderOfArrival() {
    // Given
    Waiting first = window.arrived(7);
    Waiting second = window.arrived(3);
    Waiting third = window.arrived(9);
    window.settle(second);
    assertThat(acknowledged).isEmpty();

    // When
    window.settle(first);

    // Then
    assertThat(acknowledged).containsExactly(7, 3);
    window.settle(third);
    assertThat(acknowledged).containsExactly(7, 3, 9);
  }

  @Test
  void acknowledgesNothingAfterItsConnection() {
    // Given
    Waiting before = window.arrived(1);
    window.close();

    // When
    window.settle(before);

    // Then
    assertThat(acknowledged).isEmpty();
  }
}
