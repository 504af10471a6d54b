package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void countsFromTheBaseInTheOrderThatOthersRelyOn() {
    assertThat(Ports.from(21000))
        .isEqualTo(new Ports(21000, 21001, 21002, 21003, 21004, 21005, 21006));
  }

  @Test
  void keepsTheUsualPortsWithoutABase() {
    assertThat(Ports.DEFAULT).isEqualTo(new Ports(8080, 8081, 8082, 1883, 9092, 5432, 1884));
  }

  @Test
  void refusesABaseOutOfRange() {
    assertThatThrownBy(() -> Ports.from(80)).isInstanceOf(PartFailure.class);
    assertThatThrownBy(() -> Ports.from(65_530)).isInstanceOf(PartFailure.class);
  }

  @Test
  void namesTheTakenPortAndItsPart() throws IOException {
    // Given
    int base = FreePorts.block(Ports.COUNT);
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket mqtt = new ServerSocket(base + 3, 1, here);
        ServerSocket feed = new ServerSocket(base + 6, 1, here)) {
      // When
      var lines = Ports.from(base).taken();

      // Then
      assertThat(lines)
          .containsExactly(
              "port " + mqtt.getLocalPort() + " of mqtt is taken",
              "port " + feed.getLocalPort() + " of mqtt-feed is taken");
    }
  }
}
