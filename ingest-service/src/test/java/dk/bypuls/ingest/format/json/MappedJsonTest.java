package dk.bypuls.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.format.JsonFormat;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedJsonTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final IntakeSettings LIMITS = Defaults.settings().intake();

  private static JsonFormat format(JsonEnvelope envelope) {
    Source source = new Source("havnstrup-json", "havnstrup", "json", null, null, envelope, true);
    return new JsonFormat(LIMITS, MappedJson.of(source, LIMITS));
  }

  private static JsonEnvelope records(String records) {
    return new JsonEnvelope("/device", "/time", "/id", null, records, null, null, null);
  }

  private static JsonEnvelope timed(@Nullable String timeFormat, @Nullable String zone) {
    return new JsonEnvelope("/device", "/time", null, null, null, timeFormat, zone, null);
  }

  private static List<Part> read(JsonEnvelope envelope, String body) throws Rejection {
    return read(envelope, body, Way.UNTOLD, ARRIVAL);
  }

  private static List<Part> read(JsonEnvelope envelope, String body, Way way, Instant arrival)
      throws Rejection {
    return format(envelope)
        .read(
            new InboundMessage(
                "havnstrup-json", body.getBytes(StandardCharsets.UTF_8), arrival, way));
  }

  private static List<Uplink> uplinks(List<Part> parts) {
    return parts.stream().map(part -> ((Part.Spoken) part).uplink()).toList();
  }

  private static String original(Part part) {
    byte[] bytes =
        part instanceof Part.Spoken spoken
            ? spoken.original().get()
            : ((Part.Unreadable) part).original().get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void takesRecordsOfListsInListsApart() throws Rejection {
    // Given
    String body =
        """
        {"id": "m1", "devices": [
          {"device": "a", "values": [{"time": 1795252530, "t": 1}, {"time": 1795252540, "t": 2}]},
          {"device": "b", "values": [{"time": 1795252530, "t": 3}]},
          {"device": "c"}]}
        """;

    // When
    List<Uplink> uplinks = uplinks(read(records("/devices/*/values"), body));

    // Then
    assertThat(uplinks)
        .extracting(
            Uplink::device, Uplink::observedAt, it -> it.document().toString(), Uplink::envelope)
        .containsExactly(
            tuple("a", Instant.ofEpochSecond(1795252530), "{\"time\":1795252530,\"t\":1}", 1),
            tuple("a", Instant.ofEpochSecond(1795252540), "{\"time\":1795252540,\"t\":2}", 1),
            tuple("b", Instant.ofEpochSecond(1795252530), "{\"time\":1795252530,\"t\":3}", 1));
    assertThat(uplinks).extracting(Uplink::origin).doesNotHaveDuplicates().doesNotContainNull();
  }

  @Test
  void keepsWhatIsAroundARecordThatIsSetAsideSoThatItCanBeReadAgain() throws Rejection {
    // Given
    String body =
        """
        {"id":"m1","time":"2026-11-21T09:15:30Z","more":1,
         "devices":[{"device":"a","values":[{"t":1},{"t":2}]},{"values":[{"t":3}]}]}
        """;
    List<Part> parts = read(records("/devices/*/values"), body);
    assertThat(parts).hasSize(3);
    assertThat(parts.get(2)).isInstanceOf(Part.Unreadable.class);

    // When
    List<Part> again = read(records("/devices/*/values"), original(parts.get(1)));

    // Then
    assertThat(uplinks(again)).containsExactly(((Part.Spoken) parts.get(1)).uplink());
    assertThat(original(parts.get(2)))
        .isEqualTo(
            "{\"id\":\"m1\",\"time\":\"2026-11-21T09:15:30Z\",\"more\":1,"
                + "\"devices\":[{\"values\":[{\"t\":3}]}]}");
  }

  @Test
  void takesTheDeviceFromTheTopic() throws Rejection {
    // Given
    JsonEnvelope envelope = new JsonEnvelope(null, null, "/id", 2, null, null, null, null);

    // When
    List<Uplink> uplinks =
        uplinks(read(envelope, "{\"id\":7}", Way.topic("havnstrup/pump-7/state"), ARRIVAL));

    // Then
    assertThat(uplinks).extracting(Uplink::device).containsExactly("pump-7");
    assertThat(uplinks).extracting(Uplink::origin).containsExactly(Origin.ofMessage("pump-7", "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "havnstrup", "havnstrup//state"})
  void refusesATopicWithoutADevice(String topic) {
    // Given
    JsonEnvelope envelope = new JsonEnvelope(null, null, "/id", 2, null, null, null, null);

    // When
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class, () -> read(envelope, "{\"id\":7}", Way.topic(topic), ARRIVAL));

    // Then
    assertThat(rejection).hasMessage("no device is named in level 2 of the topic");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 2026-11-21T10:15:30+01:00, 2026-11-21T09:15:30Z",
        "-, -, 1795252530, 2026-11-21T09:15:30Z",
        "iso, Europe/Copenhagen, 2026-11-21T10:15:30, 2026-11-21T09:15:30Z",
        "iso, Europe/Copenhagen, 2026-07-21 10:15:30.250, 2026-07-21T08:15:30.250Z",
        "iso, Europe/Copenhagen, 2026-07-21T10:15, 2026-07-21T08:15:00Z",
        "iso, Europe/Copenhagen, 2026-07-21T10:15:30Z, 2026-07-21T10:15:30Z",
        "iso, Europe/Copenhagen, 2026-07-21T10:15:30+0300, 2026-07-21T07:15:30Z",
        "-, Europe/Copenhagen, 2026-11-21T10:15:30, 2026-11-21T09:15:30Z",
        "epoch-seconds, -, 978307200.25, 2001-01-01T00:00:00.250Z",
        "epoch-seconds, -, 86400, 1970-01-02T00:00:00Z",
        "epoch-millis, -, 86400000, 1970-01-02T00:00:00Z",
        "seconds-before, -, 61, 2026-11-21T09:14:30Z",
        "dd-MM-yyyy HH:mm:ss, Europe/Copenhagen, 21-11-2026 10:15:30, 2026-11-21T09:15:30Z",
        "d/M/yy H.mm, Europe/Copenhagen, 1/7/26 9.05, 2026-07-01T07:05:00Z",
        "yyyyMMddHHmmss, UTC, 20261121091530, 2026-11-21T09:15:30Z",
        "dd MMM yyyy HH:mm XXX, -, 21 Nov 2026 10:15 +01:00, 2026-11-21T09:15:00Z",
        // The hour that is skipped in spring counts as if the clock had not been changed yet.
        "iso, Europe/Copenhagen, 2026-03-29T02:30:00, 2026-03-29T01:30:00Z"
      })
  void readsTimesAsTheyAreDeclared(
      @Nullable String timeFormat, @Nullable String zone, String written, String instant)
      throws Rejection {
    // When
    List<Uplink> uplinks =
        uplinks(read(timed(timeFormat, zone), "{\"device\":\"a\",\"time\":\"" + written + "\"}"));

    // Then
    assertThat(uplinks).extracting(Uplink::observedAt).containsExactly(Instant.parse(instant));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:30:05Z, 2026-10-25T00:30:00Z",
    "2026-10-25T01:29:50Z, 2026-10-25T01:30:00Z",
    "2026-10-25T01:30:05Z, 2026-10-25T01:30:00Z",
    "2026-10-27T12:00:00Z, 2026-10-25T01:30:00Z"
  })
  void takesTheHourThatIsThereTwiceForTheLaterUnlessThatIsStillToCome(
      String arrival, String observed) throws Rejection {
    // When
    List<Part> parts =
        read(
            timed("iso", "Europe/Copenhagen"),
            "{\"device\":\"a\",\"time\":\"2026-10-25T02:30:00\"}",
            Way.UNTOLD,
            Instant.parse(arrival));

    // Then
    assertThat(uplinks(parts))
        .extracting(Uplink::observedAt)
        .containsExactly(Instant.parse(observed));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "iso, -, '\"2026-11-21T10:15:30\"'",
        "iso, UTC, '\"2026-02-30T10:15:30\"'",
        "iso, UTC, 1795252530",
        "iso, UTC, '{}'",
        "iso, UTC, 'true'",
        "epoch-seconds, -, '\"2026-11-21T10:15:30Z\"'",
        "epoch-seconds, -, 1e400",
        "epoch-seconds, -, 1e999999999",
        "epoch-millis, -, 99999999999999999",
        "-, UTC, 17",
        "dd-MM-yyyy HH:mm:ss, UTC, '\"31-02-2026 10:15:30\"'",
        "dd-MM-yyyy HH:mm:ss, UTC, '\"21-11-2026\"'"
      })
  void refusesTimesThatAreWrittenOtherwise(
      @Nullable String timeFormat, @Nullable String zone, String written) {
    // When
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> read(timed(timeFormat, zone), "{\"device\":\"a\",\"time\":" + written + "}"));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
    assertThat(rejection.detail()).contains("/time").doesNotContain(written);
  }

  @Test
  void readsAGatewayThatPassesUplinksOn() throws Exception {
    // Given
    JsonEnvelope envelope =
        new JsonEnvelope(
            "/devEUI",
            "/time",
            null,
            null,
            null,
            null,
            null,
            new Source.Payload("/data", "base64", "/fPort", "/fCnt"));

    // When
    Uplink uplink = uplinks(read(envelope, sample("milesight.json"))).get(0);

    // Then
    assertThat(uplink.device()).isEqualTo("a84041000181c063");
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.123Z"));
    assertThat(uplink.payload()).isNotNull();
    assertThat(uplink.payload().bytes()).containsExactly(2, 7, 0, 15);
    assertThat(uplink.payload().port()).isEqualTo(85);
    assertThat(uplink.origin())
        .isEqualTo(
            Origin.ofUplink("a84041000181c063", "", 128, Base64.getDecoder().decode("AgcADw==")));
    assertThat(format(envelope).deviceName("A8-40-41-00-01-81-C0-63"))
        .isEqualTo("a84041000181c063");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"devEUI\":\"a\",\"data\":\"§§\"}",
        "{\"devEUI\":\"a\",\"data\":17}",
        "{\"devEUI\":\"a\",\"data\":\"00\",\"fPort\":256}",
        "{\"devEUI\":\"a\",\"data\":\"00\",\"fPort\":\"1\"}",
        "{\"devEUI\":\"a\",\"data\":\"00\",\"fCnt\":-1}",
        "{\"devEUI\":\"a\",\"data\":\"00\",\"fCnt\":4294967296}",
        "{\"devEUI\":\"a\",\"data\":\"000\"}",
        "{\"devEUI\":[],\"data\":\"00\"}",
        "{\"data\":\"00\"}"
      })
  void refusesAPayloadThatIsNone(String body) {
    // Given
    JsonEnvelope envelope =
        new JsonEnvelope(
            "/devEUI",
            null,
            null,
            null,
            null,
            null,
            null,
            new Source.Payload("/data", "hex", "/fPort", "/fCnt"));

    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> read(envelope, body));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
  }

  @Test
  void choosesElementsOfListsByWhatTheySay() throws Rejection {
    // Given
    JsonEnvelope envelope =
        new JsonEnvelope("/ids[kind=serial]/value", null, "/id", null, null, null, null, null);

    // When
    List<Uplink> uplinks =
        uplinks(
            read(
                envelope,
                "{\"id\":1,\"ids\":[{\"kind\":\"batch\",\"value\":\"x\"},"
                    + "{\"kind\":\"serial\",\"value\":\"s-1\"}]}"));

    // Then
    assertThat(uplinks).extracting(Uplink::device).containsExactly("s-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"values\":{}}", "{\"values\":1}", "{\"values\":null}"})
  void refusesABodyWithoutTheList(String body) {
    assertThat(catchThrowableOfType(Rejection.class, () -> read(records("/values"), body)))
        .hasMessage("there is no list of records at /values");
  }

  @Test
  void refusesMoreRecordsThanMayComeInABody() {
    // Given
    String body = "{\"values\":[" + "{},".repeat(1_000) + "{}]}";

    // When
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> read(records("/values"), body));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(MappedJsonTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
