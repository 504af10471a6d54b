package dk.bypuls.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void knowsTheOldestThatIsNotAcknowledged() throws InterruptedException {
    // Given
    InFlight inFlight = new InFlight();
    Outgoing first = new Outgoing("a", new byte[0], 1);
    Outgoing second = new Outgoing("a", new byte[0], 2);
    Outgoing third = new Outgoing("a", new byte[0], 3);
    inFlight.add(first);
    inFlight.add(second);
    inFlight.add(third);

    // When
    inFlight.acknowledge(second);
    inFlight.acknowledge(second);

    // Then
    assertThat(inFlight.oldestTime()).hasValue(1);
    assertThat(inFlight.unacknowledged()).containsExactly(first, third);
    assertThat(inFlight.size()).isEqualTo(2);
    assertThat(inFlight.awaitFewerThan(2, 1)).isFalse();
    inFlight.acknowledge(first);
    assertThat(inFlight.oldestTime()).hasValue(3);
    assertThat(inFlight.acknowledgedInAll()).isEqualTo(2);
  }
}
