package dk.bypuls.ingest.format.sensorthings;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorThingsTest {

  private static final Way TOPIC = Way.topic("v1.1/Datastreams(5)/Observations");

  private final JsonFormat format =
      new JsonFormat(Defaults.settings().intake(), new SensorThings());

  private List<Part> read(String body, Way way) throws Rejection {
    return format.read(
        new InboundMessage(
            "havnstrup-sta",
            body.getBytes(StandardCharsets.UTF_8),
            Instant.parse("2026-11-21T09:15:31Z"),
            way));
  }

  private static Uplink uplink(Part part) {
    return ((Part.Spoken) part).uplink();
  }

  @Test
  void readsAnObservationFromABroker() throws Exception {
    // When
    Uplink uplink = uplink(read(sample("observation.json"), TOPIC).get(0));

    // Then
    assertThat(uplink.device()).isEqualTo("5");
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:10:00Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofMessage("5", "9001"));
    assertThat(uplink.document()).hasToString("{\"result\":7.25,\"parameters\":{\"battery\":88}}");
  }

  @Test
  void takesADataArrayApart() throws Exception {
    // When
    List<Part> parts = read(sample("data-array.json"), Way.UNTOLD);

    // Then
    assertThat(parts).hasSize(3);
    assertThat(parts.subList(0, 2))
        .map(SensorThingsTest::uplink)
        .extracting(Uplink::device, Uplink::observedAt, it -> it.document().toString())
        .containsExactly(
            tuple("5", Instant.parse("2026-11-21T09:00:00Z"), "{\"result\":7.5}"),
            tuple("5", Instant.parse("2026-11-21T09:05:00Z"), "{\"result\":7.4}"));
    assertThat(parts.get(2)).isInstanceOf(Part.Unreadable.class);
    byte[] own = ((Part.Spoken) parts.get(1)).original().get();
    assertThat(uplink(read(new String(own, StandardCharsets.UTF_8), Way.UNTOLD).get(0)))
        .isEqualTo(uplink(parts.get(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"result\":1,\"Datastream\":{\"@iot.id\":5,\"name\":\"x\"}} | 5",
        "{\"result\":1,\"Datastream\":{\"@iot.id\":\"pump-7\"}} | pump-7",
        "{\"result\":[1,2],\"MultiDatastream\":{\"@iot.id\":6}} | 6",
        "{\"result\":1,\"Datastream@iot.navigationLink\":\"https://s.example/v1.1/Datastreams('pump-7')\"} | pump-7",
        "{\"value\":[{\"result\":1,\"Datastream\":{\"@iot.id\":5}}]} | 5"
      })
  void findsTheDatastream(String body, String device) throws Rejection {
    assertThat(uplink(read(body, Way.UNTOLD).get(0)).device()).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":1}",
        "{\"result\":1,\"Datastream\":{\"@iot.id\":{}}}",
        "{\"Datastream\":{\"@iot.id\":5},\"dataArray\":1}",
        "{\"Datastream\":{\"@iot.id\":5},\"components\":[],\"dataArray\":{}}",
        "{\"Datastream\":{\"@iot.id\":5},\"result\":1,\"phenomenonTime\":\"yesterday\"}",
        "17"
      })
  void refusesWhatIsNoObservationOfADatastream(String body) {
    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> read(body, Way.UNTOLD));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
  }

  private static String sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SensorThingsTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
