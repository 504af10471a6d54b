package dk.bypuls.ingest.format.ttn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.Samples;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TtnV2Test {

  private static final String DEVICE = "a84041000181c061";
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("016700f0026863");
  private static final Way TOPIC = Way.topic("havnstrup-luft/devices/torvet/up");

  private final Format format = Samples.format("ttn-v2");

  @Test
  void readsAnUplink() throws Rejection {
    // When
    Uplink uplink = Samples.uplink(format, Samples.text("ttn/uplink.json"), TOPIC);

    // Then
    assertThat(uplink.device()).isEqualTo(DEVICE);
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.123Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "", 4711, PAYLOAD));
    assertThat(Objects.requireNonNull(uplink.payload()).bytes()).isEqualTo(PAYLOAD);
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                """
                {"port": 2, "object": {"temperature": 24.05, "humidity": 49.5},
                 "radio": {"spreadingFactor": 7, "frequency": 868300000, "gateways": 2,
                   "rssi": -57, "snr": 9.75}}
                """));
  }

  @ParameterizedTest
  @CsvSource({"activations,JOIN", "down/sent,DOWNLINK", "up/errors,DOWNLINK"})
  void dropsOtherMessagesUnread(String event, Rule rule) throws Rejection {
    assertThat(
            Samples.read(format, "{", Way.topic("havnstrup-luft/devices/torvet/events/" + event)))
        .containsExactly(new Part.Unread(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A84041000181C061 | torvet  | /hardware_serial",
        "AWcA8AJoYw==     | torvet? | /payload_raw",
        "4711             | -1      | /counter",
        "\"port\": 2      | \"port\": 256 | /port",
        "2026-11-21T09:15:30.123456789Z | yesterday | /metadata/time"
      })
  void rejectsWhatItCannotRead(String right, String wrong, String place) {
    // Given
    String body = Samples.text("ttn/uplink.json").replace(right, wrong);

    // When / Then
    assertThatThrownBy(() -> Samples.read(format, body, TOPIC))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining(place)
        .hasMessageNotContaining("torvet");
  }
}
