package dk.bypuls.ingest.format.chirpstack;

import static dk.bypuls.ingest.format.chirpstack.Protobuf.entry;
import static dk.bypuls.ingest.format.chirpstack.Protobuf.hex;
import static dk.bypuls.ingest.format.chirpstack.Protobuf.message;
import static dk.bypuls.ingest.format.chirpstack.Protobuf.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.Samples;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChirpStackV4Test {

  private static final Instant TIME = Instant.parse("2026-11-21T09:15:30.123Z");
  private static final String DEVICE = "a84041000181c061";
  private static final byte[] PAYLOAD = hex("016700f0026863");
  private static final Way UP = topic("up");

  private final Format format = Samples.format("chirpstack-v4");

  private static Way topic(String event) {
    return Way.topic("application/9d8f3b52/device/" + DEVICE + "/event/" + event);
  }

  private static Uplink spoken(List<Part> parts) {
    assertThat(parts).hasSize(1);
    return ((Part.Spoken) parts.get(0)).uplink();
  }

  @Test
  void readsAnUplink() throws Rejection {
    // When
    Uplink uplink = Samples.uplink(format, Samples.text("chirpstack/v4-up.json"), UP);

    // Then
    assertThat(uplink.device()).isEqualTo(DEVICE);
    assertThat(uplink.observedAt()).isEqualTo(TIME);
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "00189440", 4711, PAYLOAD));
    assertThat(Objects.requireNonNull(uplink.payload()).bytes()).isEqualTo(PAYLOAD);
    assertThat(uplink.payload().port()).isEqualTo(2);
    assertThat(Samples.json(uplink.document().toString()))
        .isEqualTo(
            Samples.json(
                """
                {"port": 2,
                 "object": {"temperature": 24.05, "pm25": 123.0, "door": true, "humidity": "49.5",
                   "nothing": null, "list": [1.0, {"deep": -0.5}, []], "empty": {}},
                 "radio": {"gateways": 2, "rssi": -57, "snr": 0, "spreadingFactor": 7,
                   "frequency": 868300000}}
                """));
  }

  @Test
  void readsTheSameInProtobuf() throws Rejection {
    // Given
    Uplink json = Samples.uplink(format, Samples.text("chirpstack/v4-up.json"), UP);

    // When
    Uplink protobuf = spoken(Samples.read(format, protobufUplink().toBytes(), UP));

    // Then
    assertSame(protobuf, json);
  }

  private static void assertSame(Uplink protobuf, Uplink json) {
    assertThat(protobuf)
        .usingRecursiveComparison()
        .withEqualsForType(Object::equals, ObjectNode.class)
        .isEqualTo(json);
    assertThat(protobuf.document()).isEqualTo(json.document());
  }

  private static Protobuf protobufUplink() {
    Protobuf nested =
        message()
            .in(1, message().number(2, 1))
            .in(1, message().in(5, message().in(1, entry("deep", message().number(2, -0.5)))))
            .in(1, message().in(6, message()));
    Protobuf object =
        message()
            .in(1, entry("temperature", message().number(2, 24.05)))
            .in(1, entry("pm25", message().number(2, 123)))
            .in(1, entry("door", message().truth(4, true)))
            .in(1, entry("humidity", message().text(3, "49.5")))
            .in(1, entry("nothing", message().unsigned(1, 0)))
            .in(1, entry("list", message().in(6, nested)))
            .in(1, entry("empty", message().in(5, message())));
    Protobuf lora = message().unsigned(1, 125_000).unsigned(2, 7).unsigned(5, 1);
    return message()
        .text(1, "7c0e9f5e-20a4-4d0e-9c7f-6b1d9e0a4b11")
        .in(2, time(TIME.getEpochSecond(), 123_456_789))
        .in(3, device())
        .text(4, "00189440")
        .truth(5, true)
        .unsigned(6, 5)
        .unsigned(7, 4711)
        .unsigned(8, 2)
        .bytes(10, PAYLOAD)
        .in(11, object)
        .in(12, message().text(1, "0016c001f153a14c").signed(6, -112).single(7, -4.25f))
        .in(12, message().text(1, "0016c001f153a14d").signed(6, -57).unsigned(8, 6))
        .in(13, message().unsigned(1, 868_300_000).in(2, message().in(3, lora)))
        .text(99, "something of a later version");
  }

  private static Protobuf device() {
    return message().text(2, "Havnstrup").text(7, "torvet").text(8, DEVICE).in(9, message());
  }

  private static Protobuf protobufStatus() {
    return message()
        .text(1, "c1d2a8f0-7b0e-4a0d-8f64-37a5f5f0d104")
        .in(2, time(TIME.getEpochSecond() + 1, 500_000_000))
        .in(3, device())
        .signed(5, 12)
        .single(8, 71.5f);
  }

  @Test
  void readsTheStateOfADevice() throws Rejection {
    // When
    List<Part> parts =
        Samples.read(format, Samples.text("chirpstack/v4-status.json"), topic("status"));

    // Then
    Uplink status = spoken(parts);
    assertThat(((Part.Spoken) parts.get(0)).undeclared()).isEqualTo(Rule.STATUS_UNDECLARED);
    assertThat(status.device()).isEqualTo(DEVICE);
    assertThat(status.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:31.500Z"));
    assertThat(status.origin())
        .isEqualTo(Origin.ofMessage(DEVICE, "status c1d2a8f0-7b0e-4a0d-8f64-37a5f5f0d104"));
    assertThat(status.payload()).isNull();
    assertThat(status.document().toString())
        .isEqualTo("{\"device\":{\"margin\":12,\"battery\":71.5}}");
    assertThat(spoken(Samples.read(format, protobufStatus().toBytes(), topic("status"))))
        .isEqualTo(status);
    assertThat(
            Samples.uplink(
                format, Samples.text("chirpstack/v4-status.json"), Samples.event("status")))
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"externalPowerSource,6", "batteryLevelUnavailable,7"})
  void saysNothingOfABatteryThatIsUnknown(String name, int field) throws Rejection {
    // Given
    String json =
        Samples.text("chirpstack/v4-status.json")
            .replace("\"" + name + "\": false", "\"" + name + "\": true");

    // When
    Uplink status = Samples.uplink(format, json, topic("status"));

    // Then
    assertThat(status.document().toString()).isEqualTo("{\"device\":{\"margin\":12}}");
    byte[] protobuf = protobufStatus().truth(field, true).toBytes();
    assertThat(spoken(Samples.read(format, protobuf, topic("status")))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ack,DOWNLINK",
    "txack,DOWNLINK",
    "join,JOIN",
    "location,LOCATION",
    "integration,INTEGRATION",
    "something-new,NOT_AN_UPLINK"
  })
  void dropsOtherEventsUnread(String event, Rule rule) throws Rejection {
    assertThat(Samples.read(format, "{", topic(event))).containsExactly(new Part.Unread(rule));
    assertThat(Samples.read(format, "{", Samples.event(event)))
        .containsExactly(new Part.Unread(rule));
    assertThat(Samples.read(format, new byte[] {10}, topic(event)))
        .containsExactly(new Part.Unread(rule));
  }

  @Test
  void countsTheLogsErrorsApart() throws Rejection {
    // Given
    String error = Samples.text("chirpstack/v4-log.json");

    // When
    List<Part> parts = Samples.read(format, error, topic("log"));

    // Then
    assertThat(parts).containsExactly(new Part.Unread(Rule.NETWORK_ERROR));
    assertThat(Samples.read(format, error.replace("ERROR", "INFO"), topic("log")))
        .containsExactly(new Part.Unread(Rule.NETWORK_LOG));
    Protobuf log = message().in(1, time(TIME.getEpochSecond(), 0)).in(2, device());
    assertThat(Samples.read(format, log.toBytes(), topic("log")))
        .containsExactly(new Part.Unread(Rule.NETWORK_LOG));
    assertThat(Samples.read(format, log.unsigned(3, 2).toBytes(), topic("log")))
        .containsExactly(new Part.Unread(Rule.NETWORK_ERROR));
  }

  @Test
  void takesAnEmptyPayloadForOne() throws Rejection {
    // Given
    Protobuf bare = message().in(3, device()).text(4, "00189440").unsigned(7, 1);
    String json =
        "{\"deviceInfo\":{\"devEui\":\"%s\"},\"devAddr\":\"00189440\",\"fCnt\":1,\"fPort\":0,\"data\":\"\",\"object\":null}"
            .formatted(DEVICE);

    // When
    Uplink uplink = spoken(Samples.read(format, bare.toBytes(), UP));

    // Then
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEVICE, "00189440", 1, new byte[0]));
    assertThat(uplink.observedAt()).isNull();
    assertSame(uplink, Samples.uplink(format, json, UP));
  }

  @Test
  void hasTheSameLimitsInBothEncodings() {
    // Given
    Protobuf value = message().number(2, 1);
    for (int i = 0; i < 40; i++) {
      value = message().in(5, message().in(1, entry("a", value)));
    }
    byte[] deep = message().in(3, device()).in(11, message().in(1, entry("a", value))).toBytes();
    Protobuf named = message().in(1, entry("a".repeat(257), message().number(2, 1)));

    // When / Then
    assertThatThrownBy(() -> Samples.read(format, deep, UP))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("nested too deep");
    byte[] longNamed = message().in(3, device()).in(11, named).toBytes();
    assertThatThrownBy(() -> Samples.read(format, longNamed, UP))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("a name in the protobuf goes past a limit");
  }

  static List<byte[]> hostile() {
    Protobuf value = message().number(2, 1);
    byte[] whole = protobufUplink().toBytes();
    return List.of(
        new byte[] {10},
        new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        new byte[] {10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7},
        new byte[] {0},
        new byte[0],
        Arrays.copyOf(whole, whole.length - 3),
        message().in(2, time(TIME.getEpochSecond(), 0)).toBytes(),
        message().in(3, message().text(8, "not a device")).toBytes(),
        message().unsigned(3, 1).toBytes(),
        message().in(3, device()).in(3, device()).toBytes(),
        message().in(3, device()).endOfGroup(77).toBytes(),
        message().in(3, device()).in(2, time(Long.MAX_VALUE, 0)).toBytes(),
        message().in(3, device()).bytes(4, new byte[] {(byte) 0xC3, 0x28}).toBytes(),
        message().in(3, device()).unsigned(8, 256).toBytes(),
        message()
            .in(3, device())
            .in(11, message().in(1, entry("a", message().number(2, Double.NaN))))
            .toBytes(),
        message()
            .in(3, device())
            .in(11, message().in(1, entry("a", value)).in(1, entry("a", value)))
            .toBytes());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void rejectsWhatIsNoEventAndRepeatsNothingOfIt(byte[] body) {
    assertThatThrownBy(() -> Samples.read(format, body, UP))
        .isInstanceOf(Rejection.class)
        .satisfies(
            rejection ->
                assertThat(String.valueOf(rejection.getMessage()))
                    .doesNotContain(DEVICE)
                    .doesNotContain("not a device"));
  }

  @Test
  void throwsNothingButRejectionsWhateverBytesAreChanged() {
    Random random = new Random(4711);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = protobufUplink().toBytes();
      for (int j = random.nextInt(4); j >= 0; j--) {
        body[1 + random.nextInt(body.length - 1)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Samples.read(format, body, UP)).hasSize(1);
      } catch (Rejection rejection) {
        assertThat(rejection.detail()).isNotEmpty();
      }
    }
  }

  @Test
  void keepsWhatItCannotReadWhole() throws Rejection {
    // Given
    byte[] body = protobufUplink().toBytes();

    // When
    Part.Spoken spoken = (Part.Spoken) Samples.read(format, body, UP).get(0);

    // Then
    assertThat(spoken.original().get()).isEqualTo(body);
    assertThat(new String(body, StandardCharsets.ISO_8859_1)).startsWith("\n$7c0e9f5e");
  }
}
