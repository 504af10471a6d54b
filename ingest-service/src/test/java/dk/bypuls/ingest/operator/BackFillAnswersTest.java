package dk.bypuls.ingest.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.Contributors;
import dk.bypuls.ingest.intake.DryRun;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.Publisher;
import dk.bypuls.ingest.intake.Witness;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the past is read as any upload is, whole or not at all. */
class BackFillAnswersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:31Z");
  private static final IntakeSettings SETTINGS = Defaults.settings().intake();
  private static final String FILES = "havnstrup-files";
  private static final String LOGGER = "havnstrup-logger";
  private static final String CSV = "text/csv";
  private static final String HEADER = "device,time,temperature,owner\n";

  private record Sent(String key, Readings readings) {}

  private final List<Sent> sent = new ArrayList<>();
  private BackFillAnswers answers;

  @BeforeEach
  void open(@TempDir Path keys) {
    Plans plans =
        new Plans(
            Formats.all(SETTINGS),
            decoder -> (payload, uplink) -> CompletableFuture.failedFuture(new AssertionError()),
            new IntakeMetrics(new SimpleMeterRegistry()));
    plans.adopt(registry());
    Publisher publisher =
        (topic, key, value) -> {
          assertThat(topic).isEqualTo(Topics.BACK_FILL);
          sent.add(
              new Sent(
                  new String(key, StandardCharsets.UTF_8),
                  (Readings) Topics.BACK_FILL.codec().decode(value)));
          return CompletableFuture.completedFuture(null);
        };
    Intake intake =
        new Intake(
            SETTINGS,
            plans,
            new DailySeal(new DailyKeys(keys, Duration.ofDays(30))),
            Contributors.NONE,
            publisher,
            Witness.NOBODY);
    answers =
        new BackFillAnswers(
            intake, new DryRun(SETTINGS, plans), SETTINGS, publisher, InstantSource.fixed(NOW));
  }

  private static Registry registry() {
    List<Entity> all = new ArrayList<>(Havnstrup.entities(null));
    Source.Csv columns = new Source.Csv("device", "time", null, null, null, null, ".", null, null);
    all.add(new Source(FILES, "havnstrup", "csv", null, null, null, true, columns, null));
    all.add(logger(LOGGER));
    all.add(logger("havnstrup-other"));
    all.add(
        new Profile(
            LOGGER,
            "havnstrup",
            new Profile.Product("Nordsensor", "T-1"),
            Duration.ofMinutes(10),
            null,
            List.of(
                new Profile.Field(
                    "/temperature",
                    "air-temperature",
                    "Cel",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    null,
                    null))));
    return new Registry(all);
  }

  private static Sensor logger(String id) {
    return new Sensor(
        id,
        "havnstrup",
        List.of(FILES),
        id,
        LOGGER,
        List.of(new Sensor.Placement("havnstrup-torvet", null)));
  }

  private JsonNode read(String rows) {
    JsonNode told =
        answers.read(FILES, LOGGER, CSV, (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    OperatorContract.check(told.has("file") ? "/operator/back-fill" : "FileRefused", told);
    return told;
  }

  @Test
  void readsUplinksThatANetworkServerWroteOneALine() {
    // Given
    String lines = oneLine(Havnstrup.uplink(1)) + "\n" + oneLine(Havnstrup.uplink(2)) + "\n";

    // When
    JsonNode told =
        answers.read(
            Havnstrup.LORAWAN,
            Havnstrup.AIR,
            "application/x-ndjson",
            lines.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(told.path("errors")).isEmpty();
    assertThat(told.path("rows").asInt()).isEqualTo(2);
    assertThat(sent).hasSize(2);
  }

  private static String oneLine(String json) {
    return json.replaceAll("\\s*\\R\\s*", "");
  }

  @Test
  void publishesWhatAllRowsSayUnderOneName() {
    // When
    JsonNode told =
        read(
            """
            havnstrup-logger,2025-03-01T12:00:00Z,20.5,Karen
            havnstrup-logger,2025-03-01T12:10:00Z,20.6,Karen
            """);

    // Then
    assertThat(told.path("readings").asInt()).isEqualTo(2);
    assertThat(told.path("first").asText()).isEqualTo("2025-03-01T12:00:00Z");
    assertThat(told.path("last").asText()).isEqualTo("2025-03-01T12:10:00Z");
    assertThat(sent).hasSize(2);
    assertThat(sent).allMatch(one -> one.key().equals(told.path("file").asText()));
    assertThat(sent.get(0).readings().readings()).hasSize(1);
    assertThat(sent.get(0).readings().readings().get(0).value()).isEqualTo(2050);
  }

  @Test
  void publishesNothingOfAFileWithOneWrongRowAndSaysWhichAndWhatToDo() {
    // When
    JsonNode told =
        read(
            """
            havnstrup-logger,2025-03-01T12:00:00Z,20.5,Karen
            havnstrup-logger,soon,20.6,Karen
            havnstrup-other,2025-03-01T12:10:00Z,20.6,Karen
            havnstrup-nobody,2025-03-01T12:10:00Z,20.6,Karen
            havnstrup-logger,,20.6,Karen
            """);

    // Then
    assertThat(told.has("file")).isFalse();
    assertThat(sent).isEmpty();
    assertThat(told.path("errors").findValuesAsText("line")).containsExactly("3", "4", "5", "6");
    assertThat(told.path("errors").findValuesAsText("reason"))
        .startsWith("undecodable", "other-sensor", "unknown-device");
    assertThat(told.path("errors").findValuesAsText("do")).allMatch(advice -> !advice.isEmpty());
    assertThat(told.toString()).doesNotContain("Karen", "soon", "nobody");
  }

  @Test
  void saysWhatAFileIsNotReadWith() {
    assertThatThrownBy(() -> answers.read("havnstrup-none", LOGGER, CSV, new byte[] {'a'}))
        .hasMessageContaining("No source has that id");
    assertThatThrownBy(() -> answers.read(null, LOGGER, CSV, new byte[] {'a'}))
        .hasMessageContaining("Say the source");
    assertThat(read("").path("rows").asInt()).isZero();
    assertThat(read("").has("file")).isFalse();
  }
}
