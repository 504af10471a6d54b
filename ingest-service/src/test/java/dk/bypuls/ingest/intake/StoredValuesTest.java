package dk.bypuls.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredValuesTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final Instant OBSERVED = Instant.parse("2026-11-21T09:15:00Z");
  private static final Source SOURCE =
      new Source("havnstrup-http", "havnstrup", "json", null, null, null, true);

  private final IntakeSettings settings = Defaults.settings().intake();

  private static SensorPlan sensor(Profile.@Nullable Stored stored, String... pointers) {
    Profile profile =
        new Profile(
            "havnstrup-level",
            "havnstrup",
            new Profile.Product("a", "b"),
            null,
            null,
            List.of(pointers).stream().map(StoredValuesTest::field).toList(),
            stored);
    return SensorPlan.of(
        "havnstrup-level-01",
        "havnstrup-profile",
        null,
        SensorPlan.fieldsOf(profile),
        stored == null ? null : StoredPlan.of(stored));
  }

  private static Profile.Field field(String pointer) {
    return new Profile.Field(
        pointer, "water-level", "m", BigDecimal.ONE, BigDecimal.ZERO, null, null);
  }

  private static Profile.Stored stored(@Nullable String timeFormat) {
    return new Profile.Stored("/earlier", "/t", timeFormat, null);
  }

  private Uplink uplink(@Nullable Instant observedAt, String json) throws Rejection {
    JsonNode document = new StrictJson(settings).parse(json.getBytes(StandardCharsets.UTF_8));
    return new Uplink("one", observedAt, null, document, "", 0, null);
  }

  private Readings read(SensorPlan sensor, Uplink uplink, Instant arrival) throws Rejection {
    return Objects.requireNonNull(
        new Normaliser(settings)
            .readings(
                SOURCE, sensor, uplink, arrival, new Identified(Contributors.NONE, "havnstrup")));
  }

  @Test
  void haveTheirOwnTimesAndIdentities() throws Rejection {
    // Given
    SensorPlan sensor = sensor(stored("seconds-before"), "/a", "/b");
    Uplink uplink =
        uplink(
            OBSERVED,
            "{\"a\":1,\"b\":2,\"earlier\":[{\"t\":60,\"a\":3},{\"t\":120,\"a\":4,\"b\":5,\"c\":6}]}");

    // When
    Readings readings = read(sensor, uplink, ARRIVAL);

    // Then
    assertThat(readings.readings())
        .extracting(Reading::value, Reading::index, Reading::observedAt)
        .containsExactlyInAnyOrder(
            tuple(1000L, 0, OBSERVED),
            tuple(2000L, 1, OBSERVED),
            tuple(3000L, 2, OBSERVED.minusSeconds(60)),
            tuple(4000L, 4, OBSERVED.minusSeconds(120)),
            tuple(5000L, 5, OBSERVED.minusSeconds(120)));
    assertThat(readings.readings()).extracting(readings::idOf).doesNotHaveDuplicates();
    assertThat(UndeclaredFields.count(sensor, uplink)).isEqualTo(1);
  }

  @Test
  void areTheSameWheneverACopyArrives() throws Rejection {
    // Given
    SensorPlan sensor = sensor(stored("epoch-seconds"), "/a");
    Uplink uplink = uplink(null, "{\"earlier\":[{\"t\":1795252530,\"a\":3}]}");

    // When
    Readings first = read(sensor, uplink, ARRIVAL);
    Readings copy = read(sensor, uplink, ARRIVAL.plusSeconds(30));

    // Then
    assertThat(copy.origin()).isEqualTo(first.origin());
    assertThat(Hint.TIME_OF_ARRIVAL.in(first.readings().get(0).hints())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"earlier\":[{\"a\":3}]} | UNDECODABLE",
        "{\"earlier\":[{\"t\":\"?\",\"a\":3}]} | UNDECODABLE",
        "{\"earlier\":[{\"t\":1,\"a\":3}]} | IMPLAUSIBLE_CLOCK",
        "{\"earlier\":[1]} | UNDECODABLE",
        "{\"earlier\":[]} | NOTHING_DECLARED"
      })
  void setTheMessageAsideWhereOneCannotBeRead(String json, Reason reason) {
    // When
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> read(sensor(stored("epoch-seconds"), "/a"), uplink(null, json), ARRIVAL));

    // Then
    assertThat(rejection.reason()).isEqualTo(reason);
  }

  @Test
  void areNotMoreThanOneMessageMayHave() {
    // Given
    String json = "{\"earlier\":[" + "{\"t\":1,\"a\":3},".repeat(5_000) + "{}]}";

    // When
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> read(sensor(stored("seconds-before"), "/a"), uplink(null, json), ARRIVAL));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void chooseElementsOfListsByWhatTheySay() throws Rejection {
    // Given
    SensorPlan sensor = sensor(null, "/values[n=level]/v");
    Uplink uplink =
        uplink(OBSERVED, "{\"values\":[{\"n\":\"x\",\"v\":1},{\"n\":\"level\",\"v\":2}]}");

    // When
    Readings readings = read(sensor, uplink, ARRIVAL);

    // Then
    assertThat(readings.readings()).extracting(Reading::value).containsExactly(2000L);
    assertThat(UndeclaredFields.count(sensor, uplink)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"cm", "''"})
  void areRefusedInAnotherUnitThanIsDeclared(String unit) throws Rejection {
    // Given
    Uplink said = uplink(OBSERVED, "{\"a\":1}");
    Uplink uplink =
        new Uplink("one", OBSERVED, null, said.document(), "", 0, null, Map.of("/a", unit));

    // When
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> read(sensor(null, "/a"), uplink, ARRIVAL));

    // Then
    assertThat(rejection).hasMessage("what is at /a is not in the declared m");
  }
}
