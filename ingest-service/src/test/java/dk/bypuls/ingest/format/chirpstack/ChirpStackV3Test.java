package dk.bypuls.ingest.format.chirpstack;

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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChirpStackV3Test {

  private static final String DEVICE = "a84041000181c061";
  private static final byte[] PAYLOAD = Protobuf.hex("016700f0026863");
  private static final Way UP = Way.topic("application/7/device/" + DEVICE + "/event/up");

  private final Format format = Samples.format("chirpstack-v3");

  @Test
  void readsAnUplinkWithIdentifiersInBase64() throws Rejection {
    // When
    Uplink uplink = Samples.uplink(format, Samples.text("chirpstack/v3-up-json.json"), UP);

    // Then
    assertThat(uplink.device()).isEqualTo(DEVICE);
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.123Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "00189440", 4711, PAYLOAD));
    assertThat(Objects.requireNonNull(uplink.payload()).bytes()).isEqualTo(PAYLOAD);
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                """
                {"port": 2, "object": {"temperature": 24.05, "pm25": 123},
                 "radio": {"gateways": 1, "rssi": -57, "snr": 9.75, "spreadingFactor": 7,
                   "frequency": 868300000}}
                """));
  }

  @Test
  void readsAnUplinkWithIdentifiersInHexadecimalDigits() throws Rejection {
    // When
    Uplink uplink =
        Samples.uplink(format, Samples.text("chirpstack/v3-up-json-v3.json"), Samples.event("up"));

    // Then
    assertThat(uplink.device()).isEqualTo(DEVICE);
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.050Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "", 4711, PAYLOAD));
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                """
                {"port": 2, "object": {"temperature": 24.05, "pm25": 123},
                 "radio": {"gateways": 1, "rssi": -57, "snr": 9.75, "frequency": 868300000}}
                """));
  }

  @Test
  void readsTheStateOfADevice() throws Rejection {
    // When
    Part.Spoken status =
        (Part.Spoken)
            Samples.read(format, Samples.text("chirpstack/v3-status.json"), Samples.event("status"))
                .get(0);

    // Then
    assertThat(status.undeclared()).isEqualTo(Rule.STATUS_UNDECLARED);
    assertThat(status.uplink().observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:31.500Z"));
    assertThat(status.uplink().origin()).isNull();
    assertThat(status.uplink().document().toString())
        .isEqualTo("{\"device\":{\"margin\":12,\"battery\":71.5}}");
  }

  @ParameterizedTest
  @CsvSource({
    "ack,DOWNLINK",
    "txack,DOWNLINK",
    "error,NETWORK_ERROR",
    "join,JOIN",
    "location,LOCATION",
    "integration,INTEGRATION"
  })
  void dropsOtherEventsUnread(String event, Rule rule) throws Rejection {
    assertThat(Samples.read(format, "{", Samples.event(event)))
        .containsExactly(new Part.Unread(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\\"temperature\\\":24.05,\\\"pm25\\\":123} | {\\\"a\\\":1,\\\"a\\\":2}  | /objectJSON",
        "{\\\"temperature\\\":24.05,\\\"pm25\\\":123} | {\\\"a\\\":1               | /objectJSON",
        "{\\\"temperature\\\":24.05,\\\"pm25\\\":123} | {\\\"a\\\":NaN}             | /objectJSON",
        "qEBBAAGBwGE=                                 | qEBBAAGBwA==                | /devEUI",
        "qEBBAAGBwGE=                                 | ====                        | /devEUI",
        "AWcA8AJoYw==                                 | ?                           | /data",
        "\"fCnt\": 4711                               | \"fCnt\": 4294967296        | /fCnt"
      })
  void rejectsWhatItCannotRead(String right, String wrong, String place) {
    // Given
    String body = Samples.text("chirpstack/v3-up-json.json").replace(right, wrong);

    // When / Then
    assertThatThrownBy(() -> Samples.read(format, body, UP))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining(place);
  }
}
