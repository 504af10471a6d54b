package dk.bypuls.ingest.format.ngsild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.format.JsonFormat;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NgsiNotificationsTest {

  private static final String ENTITY = "urn:ngsi-ld:AirQualityObserved:havnstrup:1";

  private final JsonFormat format =
      new JsonFormat(Defaults.settings().intake(), new NgsiNotifications());

  private List<Part> read(String body) throws Rejection {
    return format.read(
        new InboundMessage(
            "havnstrup-broker",
            body.getBytes(StandardCharsets.UTF_8),
            Instant.parse("2026-11-21T09:15:31Z"),
            Way.UNTOLD));
  }

  private static List<Uplink> uplinks(List<Part> parts) {
    return parts.stream().map(part -> ((Part.Spoken) part).uplink()).toList();
  }

  @Test
  void makesOneMessageOfTheAttributesOfOneTime() throws Exception {
    // When
    List<Part> parts = read(sample("normalized.json"));

    // Then
    Instant later = Instant.parse("2026-11-21T09:15:30Z");
    Instant earlier = Instant.parse("2026-11-21T09:10:00Z");
    assertThat(uplinks(parts))
        .extracting(Uplink::device, Uplink::observedAt, it -> it.document().toString())
        .containsExactly(
            tuple(ENTITY, later, "{\"temperature\":12.3,\"pm25\":8}"),
            tuple(ENTITY, earlier, "{\"relativeHumidity\":0.5}"));
    assertThat(uplinks(parts).get(1).origin())
        .isEqualTo(Origin.ofMessage(ENTITY, "observed " + earlier.toEpochMilli()));
    byte[] own = ((Part.Spoken) parts.get(1)).original().get();
    assertThat(uplinks(read(new String(own, StandardCharsets.UTF_8))))
        .containsExactly(uplinks(parts).get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // concise
        "{\"id\":\"n1\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":{\"value\":1,\"observedAt\":\"2026-11-21T09:00:00Z\"}}]} | {\"t\":1} | 2026-11-21T09:00:00Z",
        // simplified
        "{\"id\":\"n1\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":1,\"u\":\"x\"}]} | {\"t\":1,\"u\":\"x\"} | -",
        // NGSI v2, normalized
        "{\"subscriptionId\":\"s\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":{\"type\":\"Number\",\"value\":1,\"metadata\":{}},\"TimeInstant\":{\"type\":\"DateTime\",\"value\":\"2026-11-21T09:00:00.000Z\",\"metadata\":{}}}]} | {\"t\":1} | 2026-11-21T09:00:00Z",
        "{\"subscriptionId\":\"s\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":{\"type\":\"Number\",\"value\":1,\"metadata\":{\"TimeInstant\":{\"type\":\"DateTime\",\"value\":\"2026-11-21T09:00:00.000Z\"}}}}]} | {\"t\":1} | 2026-11-21T09:00:00Z",
        // NGSI v2, keyValues
        "{\"subscriptionId\":\"s\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":1,\"dateObserved\":\"2026-11-21T09:00:00Z\"}]} | {\"t\":1} | 2026-11-21T09:00:00Z",
        // NGSI-LD, dateObserved as a typed value
        "{\"id\":\"n1\",\"data\":[{\"id\":\"e\",\"type\":\"T\",\"t\":{\"type\":\"Property\",\"value\":1},\"dateObserved\":{\"type\":\"Property\",\"value\":{\"@type\":\"DateTime\",\"@value\":\"2026-11-21T09:00:00Z\"}}}]} | {\"t\":1} | 2026-11-21T09:00:00Z",
        // an entity alone
        "{\"id\":\"e\",\"type\":\"T\",\"t\":1} | {\"t\":1} | -"
      })
  void readsEveryForm(String body, String fields, @Nullable Instant observedAt) throws Rejection {
    assertThat(uplinks(read(body)))
        .extracting(Uplink::device, it -> it.document().toString(), Uplink::observedAt)
        .containsExactly(tuple("e", fields, observedAt));
  }

  @Test
  void setsAnEntityWithoutIdAsideAlone() throws Rejection {
    // When
    List<Part> parts = read("{\"data\":[{\"type\":\"T\",\"t\":1},{\"id\":\"e\",\"t\":2}]}");

    // Then
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0)).isInstanceOf(Part.Unreadable.class);
    assertThat(parts.get(1)).isInstanceOf(Part.Spoken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":{}}",
        "{\"id\":\"e\",\"t\":{\"value\":1,\"observedAt\":\"yesterday\"}}",
        "{\"id\":{},\"t\":1}",
        "1"
      })
  void refusesWhatIsNoEntity(String body) {
    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> read(body));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
  }

  private static String sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(NgsiNotificationsTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
