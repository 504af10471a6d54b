package dk.bypuls.ingest.format.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.format.Sample;
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

/** One uplink of one device, as each network server tells of it. */
class NetworkServersTest {

  private static final String DEV_EUI = "a84041000181c061";
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("016700f0026863");
  private static final Instant TO_THE_MILLISECOND = Instant.parse("2026-11-21T09:15:30.123Z");

  private static Sample sample(String format) {
    return Sample.of(format, "push/" + format + ".json");
  }

  @ParameterizedTest
  @CsvSource({
    "actility-thingpark, 00189440, 2",
    "everynet,           00189440, 1",
    "firefly,            00189440, 2",
    "helium,             00189440, 2",
    "kerlink-spn,        '',       1",
    "kerlink-wanesy,     00189440, 2",
    "loriot,             '',       1",
    "multitech,          00189440, 1",
    "netmore,            '',       1",
    "objenious,          00189440, 2",
    "orange-live-objects,'',       2",
    "orbiwise,           00189440, 2",
    "proximus,           00189440, 2"
  })
  void readTheSameUplink(String format, String devAddr, int gateways) throws Rejection {
    // When
    Uplink uplink = sample(format).uplink();

    // Then
    assertThat(uplink.device()).isEqualTo(DEV_EUI);
    assertThat(uplink.origin()).isEqualTo(Origin.ofUplink(DEV_EUI, devAddr, 4711, PAYLOAD));
    Instant observedAt = Objects.requireNonNull(uplink.observedAt());
    assertThat(observedAt)
        .isEqualTo(
            format.equals("kerlink-spn")
                ? Instant.parse("2026-11-21T09:15:30Z")
                : TO_THE_MILLISECOND);
    assertThat(Objects.requireNonNull(uplink.payload()).bytes()).isEqualTo(PAYLOAD);
    assertThat(uplink.payload().port()).isEqualTo(2);
    JsonNode document = uplink.document();
    assertThat(document.path("port").intValue()).isEqualTo(2);
    JsonNode radio = document.path("radio");
    assertThat(radio.path("rssi").decimalValue()).isEqualByComparingTo("-57");
    assertThat(radio.path("snr").decimalValue()).isEqualByComparingTo("9.25");
    assertThat(radio.path("gateways").intValue()).isEqualTo(gateways);
    assertThat(radio.path("spreadingFactor").intValue()).isEqualTo(7);
    if (!format.equals("objenious")) {
      assertThat(radio.path("frequency").decimalValue()).isEqualByComparingTo("868100000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "actility-thingpark, /DevEUI_uplink/DevEUI",
    "everynet, /meta/device",
    "firefly, /device_eui",
    "helium, /dev_eui",
    "kerlink-spn, /rx_data/end_device_id",
    "kerlink-wanesy, /endDevice/devEui",
    "loriot, /EUI",
    "multitech, /deveui",
    "objenious, /device_properties/deveui",
    "orbiwise, /deveui",
    "proximus, /DevEUI"
  })
  void refuseAMessageThatDoesNotSayWhoSpeaks(String format, String device) {
    assertThat(sample(format).with(device, null).rejection()).contains("is no DevEUI");
    assertThat(sample(format).with(device, "\"hemmelig\"").rejection()).contains("is no DevEUI");
    assertThat(sample(format).with(device, "{\"a\":1}").rejection()).contains("is no DevEUI");
    assertThat(sample(format).with(device, "7").rejection()).contains("is no DevEUI");
  }

  @ParameterizedTest
  @CsvSource({
    "actility-thingpark, /DevEUI_uplink/payload_hex, /DevEUI_uplink/FCntUp, /DevEUI_uplink/FPort",
    "everynet, /params/payload, /params/counter_up, /params/port",
    "firefly, /payload, /fcnt, /port",
    "helium, /payload, /fcnt, /port",
    "kerlink-spn, /rx_data/payload, /rx_data/sequence_number, /rx_data/port",
    "kerlink-wanesy, /payload, /fCntUp, /fPort",
    "loriot, /data, /fcnt, /port",
    "multitech, /data, /fcnt, /port",
    "netmore, /0/payload, /0/fCntUp, /0/fPort",
    "objenious, /payload_cleartext, /count, /protocol_data/port",
    "orange-live-objects, /value/payload, /metadata/network/lora/fcnt,"
        + " /metadata/network/lora/port",
    "orbiwise, /dataFrame, /fcnt, /port",
    "proximus, /payload_hex, /FCntUp, /FPort"
  })
  void refuseWhatCannotBe(String format, String payload, String counter, String port) {
    Sample sample = sample(format);
    assertThat(sample.with(payload, "\"hemmelig!\"").rejection()).contains("is no ");
    assertThat(sample.with(payload, "{}").rejection()).contains("is no text");
    assertThat(sample.with(counter, "-1").rejection()).contains("is no frame counter");
    assertThat(sample.with(counter, "\"4294967296\"").rejection()).contains("no frame counter");
    assertThat(sample.with(counter, "\"x\"").rejection()).contains("is no frame counter");
    assertThat(sample.with(counter, "1.5").rejection()).contains("is no frame counter");
    assertThat(sample.with(port, "256").rejection()).contains("is no port");
    assertThat(sample.with(port, "[]").rejection()).contains("is no port");
  }

  @ParameterizedTest
  @CsvSource({
    "loriot, /fcnt",
    "everynet, /params/counter_up",
    "netmore, /0/fCntUp",
    "firefly, /fcnt"
  })
  void tellAnUplinkWithoutACounterByItsTimeAndContent(String format, String counter)
      throws Rejection {
    // Else two uplinks of the same bytes within an hour would count as one.
    assertThat(sample(format).with(counter, null).uplink().origin()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "everynet, /type, '\"location\"'",
    "loriot, /cmd, '\"txd\"'",
    "objenious, /type, '\"join\"'",
    "orange-live-objects, /metadata/connector, '\"mqtt\"'"
  })
  void dropByRuleWhatIsNoUplink(String format, String kind, String other) throws Rejection {
    assertThat(sample(format).with(kind, other).parts())
        .containsExactly(new Part.Unread(Rule.NOT_AN_UPLINK));
  }

  @ParameterizedTest
  @CsvSource({
    "everynet, /params/payload, null",
    "firefly, /payload_encrypted, true",
    "kerlink-wanesy, /encrypted, true",
    "objenious, /payload_cleartext, null",
    "orbiwise, /decrypted, false",
    "proximus, /PayloadEncryption, 1",
    "actility-thingpark, /DevEUI_uplink/PayloadEncryption, 1"
  })
  void refuseWhatNobodyDecrypted(String format, String pointer, String json) {
    assertThat(sample(format).with(pointer, json).rejection()).contains("AppSKey");
  }

  @Test
  void loriotRefusesEncryptedPayloads() {
    assertThat(sample("loriot").with("/data", null).with("/encdata", "\"0badcafe\"").rejection())
        .contains("encrypted", "AppSKey");
  }

  @Test
  void loriotTellsOfOneUplinkTwiceAndItIsOne() throws Rejection {
    // When
    Uplink first = sample("loriot").uplink();
    Uplink second = Sample.of("loriot", "push/loriot-gw.json").uplink();

    // Then
    assertThat(second.origin()).isEqualTo(first.origin());
    assertThat(second.document().at("/radio/gateways").intValue()).isEqualTo(2);
    assertThat(second.document().at("/radio/rssi").decimalValue()).isEqualByComparingTo("-57");
    assertThat(second.document().at("/device/battery").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void fireflyMayHaveTheSealedPayloadOnly() {
    assertThat(
            sample("firefly")
                .with("/payload", null)
                .with("/payload_encrypted", "\"0badcafe\"")
                .rejection())
        .contains("encrypted", "AppSKey");
  }

  @Test
  void firefliesTimesWithoutAZoneAreUtc() throws Rejection {
    assertThat(
            sample("firefly")
                .with("/received_at", "\"2026-11-21T09:15:30.123\"")
                .uplink()
                .observedAt())
        .isEqualTo(TO_THE_MILLISECOND);
    assertThat(sample("helium").with("/reported_at", "\"2026-11-21T09:15:30\"").rejection())
        .contains("with its zone");
  }

  @ParameterizedTest
  @CsvSource({"firefly, /gwrx, lsnr, rssi", "proximus, /Lrrs, LrrSNR, LrrRSSI"})
  void oneGatewayMayStandWithoutAList(String format, String place, String snr, String rssi)
      throws Rejection {
    // Given
    String gateway = "{\"%s\":-3.5,\"%s\":-99}".formatted(snr, rssi);

    // When
    JsonNode radio =
        sample(format)
            .with(place, format.equals("proximus") ? "{\"Lrr\":" + gateway + "}" : gateway)
            .with("/DevLrrCnt", null)
            .uplink()
            .document()
            .path("radio");

    // Then
    assertThat(radio.path("rssi").decimalValue()).isEqualByComparingTo("-99");
    assertThat(radio.path("gateways").intValue()).isOne();
  }

  @Test
  void netmoreTellsTheSameByMqtt() throws Rejection {
    // When
    Uplink uplink =
        sample("netmore")
            .unwrapped("/0")
            .wrapped("[{\"t\":1795252530123,\"n\":\"raw\",\"u\":\"json\",\"v\":", "}]")
            .uplink();

    // Then
    assertThat(uplink.origin()).isEqualTo(sample("netmore").uplink().origin());
    assertThat(uplink.document().at("/device/battery").decimalValue()).isEqualByComparingTo("100");
    assertThat(sample("netmore").body("[{\"n\":\"snr\",\"u\":\"db\",\"v\":7.5}]").parts())
        .hasOnlyElementsOfType(Part.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "255", "\"full\""})
  void loriotsBatteryMayBeUnknown(String level) throws Rejection {
    assertThat(sample("loriot").with("/bat", level).uplink().document().has("device")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DevEUI_downlink_Sent", "DevEUI_location", "DevEUI_notification"})
  void thingParksOtherReportsAreDroppedByRule(String report) throws Rejection {
    for (String format : new String[] {"actility-thingpark", "proximus"}) {
      assertThat(
              sample(format)
                  .body("{\"%s\":{\"DevEUI\":\"%s\"}}".formatted(report, DEV_EUI))
                  .parts())
          .containsExactly(new Part.Unread(Rule.NOT_AN_UPLINK));
    }
  }

  @Test
  void thingParksUntypedJsonIsTheSame() throws Rejection {
    // Given
    Sample typed = sample("actility-thingpark");

    // When
    Uplink uplink = typed.unwrapped("/DevEUI_uplink").uplink();

    // Then
    assertThat(uplink.origin()).isEqualTo(typed.uplink().origin());
  }

  @Test
  void thingParksXmlIsRefusedWithAHint() {
    assertThat(
            sample("actility-thingpark")
                .body("\n<?xml version=\"1.0\"?><DevEUI_uplink/>")
                .rejection())
        .contains("XML", "JSON");
  }

  @Test
  void thingParksNumbersMayBeNumbers() throws Rejection {
    assertThat(
            sample("actility-thingpark")
                .with("/DevEUI_uplink/FCntUp", "4711")
                .with("/DevEUI_uplink/FPort", "2")
                .with("/DevEUI_uplink/LrrRSSI", "-57.0")
                .uplink()
                .origin())
        .isEqualTo(Origin.ofUplink(DEV_EUI, "00189440", 4711, PAYLOAD));
  }

  @Test
  void kerlinkSaysHowThePayloadIsWritten() throws Rejection {
    // When
    Uplink uplink =
        sample("kerlink-wanesy")
            .with("/payload", "\"AWcA8AJoYw==\"")
            .with("/encodingType", "\"BASE64\"")
            .uplink();

    // Then
    assertThat(uplink.origin()).isEqualTo(sample("kerlink-wanesy").uplink().origin());
    assertThat(sample("kerlink-wanesy").with("/encodingType", "\"hemmelig\"").rejection())
        .contains("HEXA", "BASE64");
  }

  @Test
  void kerlinksTwoServersTellTheSame() throws Rejection {
    assertThat(Sample.of("kerlink-spn", "push/kerlink-wanesy.json").uplink().origin())
        .isEqualTo(sample("kerlink-wanesy").uplink().origin());
  }

  @ParameterizedTest
  @CsvSource({
    "kerlink-wanesy, dataUp, true",
    "kerlink-wanesy, dataDownEvent, false",
    "multitech, lora/a8-40-41-00-01-81-c0-61/up, true",
    "multitech, lora/a8-40-41-00-01-81-c0-61/packet_sent, false",
    "loriot, anything, true"
  })
  void goByTheEventInTheAddressOrTopic(String format, String topic, boolean read) throws Rejection {
    // When
    Part part = sample(format).parts(Way.topic(topic)).get(0);

    // Then
    assertThat(part).isInstanceOf(read ? Part.Spoken.class : Part.Unread.class);
  }

  @Test
  void netmoresListIsReadMessageByMessage() throws Rejection {
    // Given
    String list =
        "[{\"devEui\":\"hemmelig\"},{\"devEui\":\"a84041000181c061\",\"payload\":\"01\"},7]";

    // When
    var parts = sample("netmore").body(list).parts();

    // Then
    assertThat(parts)
        .extracting(part -> (Object) part.getClass())
        .containsExactly(Part.Unreadable.class, Part.Spoken.class, Part.Unreadable.class);
  }

  @Test
  void theServersOwnDecoderIsHeard() throws Rejection {
    assertThat(sample("helium").uplink().document().at("/object/temperature").intValue())
        .isEqualTo(24);
    assertThat(sample("objenious").uplink().document().at("/object/temperature").intValue())
        .isEqualTo(24);
    assertThat(sample("orange-live-objects").uplink().document().has("object")).isFalse();
    assertThat(
            sample("orange-live-objects")
                .with("/value", "{\"payload\":\"01\",\"temperature\":24}")
                .uplink()
                .document()
                .path("object")
                .toString())
        .isEqualTo("{\"temperature\":24}");
  }

  @Test
  void liveObjectsNamesTheDeviceInSeveralWays() throws Rejection {
    assertThat(
            sample("orange-live-objects")
                .with("/metadata/network/lora/devEUI", null)
                .uplink()
                .device())
        .isEqualTo(DEV_EUI);
    assertThat(
            sample("orange-live-objects")
                .with("/metadata/network/lora/devEUI", null)
                .with("/metadata/source", "\"urn:lo:nsid:mqtt:hemmelig\"")
                .rejection())
        .contains("is no DevEUI");
  }

  @ParameterizedTest
  @CsvSource({"'\"n/a\"'", "true", "[]", "'\"1e99\"'", "1e300"})
  void aRadioThatMakesNoSenseIsNoReasonToRefuse(String written) throws Rejection {
    // When
    Uplink uplink =
        sample("loriot").with("/freq", written).with("/dr", written).with("/snr", written).uplink();

    // Then
    assertThat(uplink.device()).isEqualTo(DEV_EUI);
  }

  @Test
  void takeJsonByWhateverNameItsSenderGivesIt() {
    for (String type :
        new String[] {
          "application/json",
          "application/vnd.x+json",
          "text/plain",
          "application/x-www-form-urlencoded",
          "application/octet-stream"
        }) {
      assertThat(sample("loriot").takes(type)).as(type).isTrue();
    }
    assertThat(sample("loriot").takes("application/xml")).isFalse();
    assertThat(sample("loriot").takes("multipart/form-data")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "null", "[7]", "[[]]", "{}"})
  void refuseWhatIsNoMessageAtAll(String body) {
    for (SourceFormat format : SourceFormat.values()) {
      if (NetworkServersTest.class.getResource(file(format)) != null) {
        assertThat(sample(format.id()).body(body).rejection()).isNotBlank();
      }
    }
  }

  private static String file(SourceFormat format) {
    return "/dk/bypuls/ingest/format/push/" + format.id() + ".json";
  }
}
