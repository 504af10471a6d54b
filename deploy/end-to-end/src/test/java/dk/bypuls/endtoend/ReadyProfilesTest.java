package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registry.ReadyProfiles;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.decoder.DecoderSettings;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeMetrics;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Plans;
import dk.bypuls.ingest.intake.Publisher;
import dk.bypuls.ingest.intake.Seal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ready profiles decode the examples on their page to the readings that stand there. */
class ReadyProfilesTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "ready-profiles.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z0-9-]+)` \\|.*\\| `([0-9a-f]+)` \\| `([^`]+)` \\|$", Pattern.MULTILINE);

  static Stream<Arguments> examples() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
  }

  @Test
  void thePageHasEveryKind() throws IOException {
    assertThat(examples().map(row -> row.get()[0] + ".yaml").toList())
        .containsExactlyInAnyOrderElementsOf(
            ReadyProfiles.files().stream()
                .map(file -> file.name())
                .filter(name -> !name.equals("bypuls.yaml"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleBecomesTheReadings(String kind, String hex, String readings) {
    // When
    Readings read = read(kind, hex);

    // Then
    assertThat(
            read.readings().stream().map(ReadyProfilesTest::text).collect(Collectors.joining(" ")))
        .isEqualTo(readings);
  }

  private static String text(Reading reading) {
    BigDecimal value = BigDecimal.valueOf(reading.value(), reading.quantity().scale());
    return reading.quantity().id() + "=" + value.toPlainString();
  }

  private static Readings read(String kind, String hex) {
    List<Entity> entities =
        new ArrayList<>(RegistryCode.readOwn(ReadyProfiles.files(), Map.of()).declared().values());
    entities.add(
        new Source(
            "h-http",
            "h",
            "json",
            null,
            new Source.Http(false),
            new Source.JsonEnvelope(
                "/id",
                null,
                null,
                null,
                null,
                null,
                null,
                new Source.Payload("/data", "hex", null, null)),
            false));
    entities.add(
        new Sensor(
            "h-1",
            "h",
            List.of("h-http"),
            "one",
            "bypuls-" + kind + "-bytes",
            List.of(new Sensor.Placement("h-place", null))));
    IntakeSettings settings = defaults(IntakeSettings.class);
    Plans plans =
        new Plans(
            Formats.all(settings),
            new PayloadDecoders(defaults(DecoderSettings.class), new SimpleMeterRegistry())::of,
            new IntakeMetrics(new SimpleMeterRegistry()));
    plans.adopt(new Registry(entities));
    KeepingPublisher publisher = new KeepingPublisher();
    Intake intake = new Intake(settings, plans, new NoSeal(), publisher);
    intake.open();
    Outcome outcome =
        intake
            .accept(
                new InboundMessage(
                    "h-http",
                    ("{\"id\":\"one\",\"data\":\"" + hex + "\"}").getBytes(StandardCharsets.UTF_8),
                    Instant.parse("2026-11-21T09:15:31Z"),
                    Way.UNTOLD))
            .toCompletableFuture()
            .join();
    assertThat(outcome).isEqualTo(new Outcome.Accepted());
    return publisher.kept.get(0);
  }

  private static <S> S defaults(Class<S> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(settings, "test")
        .build()
        .getConfigMapping(settings, "test");
  }

  private static final class KeepingPublisher implements Publisher {

    private final List<Readings> kept = new ArrayList<>();

    @Override
    public CompletionStage<Void> publish(Topic<?> topic, byte[] key, byte[] value) {
      kept.add((Readings) Topics.READINGS.codec().decode(value));
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Nothing of this is set aside. */
  private static final class NoSeal implements Seal {

    @Override
    public Sealed seal(String tenant, String source, byte[] original, Instant at) {
      throw new SealException("nothing is to be sealed", new IllegalStateException());
    }

    @Override
    public String hashOf(String tenant, String source, String device, Instant at) {
      throw new SealException("nothing is to be sealed", new IllegalStateException());
    }
  }
}
