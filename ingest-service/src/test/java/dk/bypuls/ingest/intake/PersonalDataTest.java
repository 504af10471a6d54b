package dk.bypuls.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final String CANARY = "010190-1234";

  private final RecordingPublisher publisher = new RecordingPublisher();
  private DailySeal seal;
  private Intake intake;

  @BeforeEach
  void open(@TempDir Path keys) {
    IngestSettings settings = Defaults.settings();
    seal = new DailySeal(new DailyKeys(keys, Duration.ofDays(30)));
    Plans plans =
        new Plans(
            Formats.all(settings.intake()),
            registered -> PersonalDataTest::decoded,
            new IntakeMetrics(new SimpleMeterRegistry()));
    plans.adopt(Havnstrup.registry());
    intake = new Intake(settings.intake(), plans, seal, publisher);
    intake.open();
  }

  private static CompletableFuture<JsonNode> decoded(Uplink.Payload payload, Uplink uplink) {
    return CompletableFuture.completedFuture(
        JsonNodeFactory.instance.objectNode().put("length", 1).put("note", "hos " + CANARY));
  }

  private Outcome accept(String source, String body) {
    return intake
        .accept(
            new InboundMessage(source, body.getBytes(StandardCharsets.UTF_8), ARRIVAL, Way.UNTOLD))
        .toCompletableFuture()
        .join();
  }

  private String original(Quarantined record) throws Exception {
    Seal.Sealed sealed = new Seal.Sealed(record.seal(), record.sealed());
    byte[] opened = seal.open(record.tenant(), record.source(), sealed);
    return new String(Original.of(record.about(), opened).body(), StandardCharsets.UTF_8);
  }

  private static String posted(String device) {
    return "{\"device\":\""
        + device
        + "\",\"time\":\"2026-11-21T09:15:30Z\",\"object\":{\"temperature\":21},\"note\":[\"hos "
        + CANARY
        + "\"]}";
  }

  @Test
  void isSetAsideWithoutItWhereTheTextIsNotDeclaredEither() throws Exception {
    // When
    Outcome outcome = accept(Havnstrup.HTTP, posted(Havnstrup.DEV_EUI));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.PERSONAL_DATA));
    assertThat(publisher.readings).isEmpty();
    Quarantined record = publisher.quarantined.get(0);
    assertThat(record.detail()).isEqualTo("a CPR number is in the text at /note/0");
    assertThat(record.about()).containsEntry("personalData", "redacted");
    assertThat(original(record)).contains("hos [cpr]").doesNotContain(CANARY);
    assertThat(record.toString()).doesNotContain(CANARY);
  }

  @Test
  void isTakenOutOfTheOriginalOfAnUnknownDeviceToo() throws Exception {
    // When
    accept(Havnstrup.HTTP, posted("unknown"));

    // Then
    assertThat(original(publisher.quarantined.get(0))).doesNotContain(CANARY);
  }

  @Test
  void isNotKeptWhereADecoderFoundItInThePayload() throws Exception {
    // When
    Outcome outcome =
        accept(
            Havnstrup.LORAWAN, Havnstrup.uplink().replace("A84041000181C061", "A84041000181C063"));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.PERSONAL_DATA));
    Quarantined record = publisher.quarantined.get(0);
    assertThat(record.detail()).isEqualTo("a CPR number is in the text at /note");
    assertThat(record.about()).containsEntry("personalData", "not-kept");
    assertThat(original(record)).isEmpty();
  }

  @Test
  void isNotKeptOfABodyThatCannotBeRead() throws Exception {
    // When
    Outcome outcome = accept(Havnstrup.HTTP, "{\"note\":\"" + CANARY);

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNDECODABLE));
    assertThat(original(publisher.quarantined.get(0))).isEmpty();
  }
}
