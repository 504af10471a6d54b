package dk.bypuls.ingest.format.thingsstack;

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
import org.junit.jupiter.params.provider.ValueSource;

class ThingsStackTest {

  private static final String DEVICE = "a84041000181c061";
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("016700f0026863");
  private static final Way TOPIC = Way.topic("v3/havnstrup-luft@havnstrup/devices/torvet/up");

  private final Format format = Samples.format("things-stack-v3");

  @Test
  void readsAnUplink() throws Rejection {
    // When
    Uplink uplink = Samples.uplink(format, Samples.text("thingsstack/uplink.json"), TOPIC);

    // Then
    assertThat(uplink.device()).isEqualTo(DEVICE);
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.123Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "260b1a2f", 4711, PAYLOAD));
    assertThat(Objects.requireNonNull(uplink.payload()).bytes()).isEqualTo(PAYLOAD);
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                """
                {"port": 2, "object": {"temperature": 24.05, "humidity": 49.5},
                 "normalized": [{"air": {"temperature": 24.05, "relativeHumidity": 49.5}},
                   {"battery": 3.6}],
                 "radio": {"spreadingFactor": 7, "frequency": 868300000, "gateways": 2,
                   "rssi": -57, "snr": 9.75},
                 "device": {"battery": 71.5}}
                """));
    assertThat(
            Samples.uplink(
                format, Samples.text("thingsstack/uplink.json"), Samples.event("ignored")))
        .usingRecursiveComparison()
        .isEqualTo(uplink);
  }

  @Test
  void takesWhatIsLeftOutForZero() throws Rejection {
    // When
    Uplink uplink =
        Samples.uplink(
            format,
            """
            {"end_device_ids": {"dev_eui": "A84041000181C061"},
             "received_at": "2026-11-21T09:15:30Z",
             "uplink_message": {"rx_metadata": [{"rssi": -80}],
               "settings": {"data_rate": {"lora": {"spreading_factor": 12}}}}}
            """,
            TOPIC);

    // Then
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "", 0, new byte[0]));
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30Z"));
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                "{\"port\":0,\"radio\":{\"spreadingFactor\":12,\"gateways\":1,\"rssi\":-80,\"snr\":0}}"));
  }

  @Test
  void dropsWhatNoDeviceSaid() throws Rejection {
    // Given
    String body = Samples.text("thingsstack/uplink.json");

    // When
    var parts =
        Samples.read(
            format, body.substring(0, body.lastIndexOf('}')) + ",\"simulated\":true}", TOPIC);

    // Then
    assertThat(parts).containsExactly(new Part.Unread(Rule.SIMULATED));
  }

  @ParameterizedTest
  @CsvSource({
    "join_accept,JOIN",
    "downlink_ack,DOWNLINK",
    "downlink_failed,DOWNLINK",
    "downlink_queued,DOWNLINK",
    "location_solved,LOCATION",
    "service_data,INTEGRATION",
    "uplink_normalized,NORMALIZED_COPY"
  })
  void dropsOtherMessages(String name, Rule rule) throws Rejection {
    assertThat(
            Samples.read(
                format,
                "{\"end_device_ids\":{\"dev_eui\":\"A84041000181C061\"},\"" + name + "\":{}}",
                TOPIC))
        .containsExactly(new Part.Unread(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"uplink_message\":null}",
        "{\"uplink_message\":{}}",
        "{\"uplink_message\":{},\"end_device_ids\":{\"device_id\":\"torvet\"}}",
        "{\"uplink_message\":{},\"end_device_ids\":{\"dev_eui\":\"torvet\"}}",
        "{\"uplink_message\":{\"f_port\":\"2\"},\"end_device_ids\":{\"dev_eui\":\"A84041000181C061\"}}",
        "{\"uplink_message\":{\"frm_payload\":\"torvet?\"},\"end_device_ids\":{\"dev_eui\":\"A84041000181C061\"}}",
        "{\"uplink_message\":{\"received_at\":\"torvet\"},\"end_device_ids\":{\"dev_eui\":\"A84041000181C061\"}}"
      })
  void rejectsWhatItCannotRead(String body) {
    assertThatThrownBy(() -> Samples.read(format, body, TOPIC))
        .isInstanceOf(Rejection.class)
        .hasMessageNotContaining("torvet");
  }
}
