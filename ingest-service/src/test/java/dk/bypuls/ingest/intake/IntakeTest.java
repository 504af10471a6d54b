package dk.bypuls.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.format.Samples;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Uplink.Payload;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final Instant OBSERVED = Instant.parse("2026-11-21T09:15:30.123Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordingPublisher publisher = new RecordingPublisher();
  private final List<CompletableFuture<Outcome>> begun = new ArrayList<>();
  private final TestDecoder decoder = new TestDecoder();
  private DailySeal seal;
  private Intake intake;

  @BeforeEach
  void open(@TempDir Path keys) {
    seal = new DailySeal(new DailyKeys(keys, Duration.ofDays(30)));
    intake = intake(Defaults.settings());
  }

  private Intake intake(IngestSettings settings) {
    return intake(settings, Havnstrup.registry());
  }

  private Intake intake(IngestSettings settings, Registry registry) {
    Plans plans =
        new Plans(Formats.all(settings.intake()), registered -> decoder, new IntakeMetrics(meters));
    plans.adopt(registry);
    Intake made = new Intake(settings.intake(), plans, seal, publisher);
    made.open();
    return made;
  }

  private Outcome accept(String source, String body) {
    return pending(source, body).join();
  }

  private CompletableFuture<Outcome> pending(String source, String body) {
    return intake
        .accept(
            new InboundMessage(source, body.getBytes(StandardCharsets.UTF_8), ARRIVAL, Way.UNTOLD))
        .toCompletableFuture();
  }

  private void begin(String source, String body) {
    begun.add(pending(source, body));
  }

  private Outcome uplink(String body) {
    return accept(Havnstrup.LORAWAN, body);
  }

  private Outcome post(String body) {
    return accept(Havnstrup.HTTP, body);
  }

  private static String measured(String value) {
    return "{\"device\":\"a84041000181c061\",\"time\":\"2026-11-21T09:15:30Z\",\"object\":"
        + "{\"temperature\":"
        + value
        + "}}";
  }

  private Quarantined onlyQuarantined() {
    assertThat(publisher.readings).isEmpty();
    assertThat(publisher.quarantined).hasSize(1);
    return publisher.quarantined.get(0);
  }

  @Test
  void makesReadingsOfTheDeclaredFieldsOfAnUplink() {
    // When
    Outcome outcome = uplink(Havnstrup.uplink());

    // Then
    assertThat(outcome).isEqualTo(new Accepted());
    Readings readings = publisher.readings.get(0);
    assertThat(readings.tenant()).isEqualTo("havnstrup");
    assertThat(readings.sensor()).isEqualTo(Havnstrup.AIR);
    assertThat(readings.source()).isEqualTo(Havnstrup.LORAWAN);
    assertThat(readings.receivedAt()).isEqualTo(ARRIVAL);
    assertThat(readings.origin())
        .isEqualTo(
            Origin.ofUplink(
                Havnstrup.DEV_EUI, "00189440", 4711, Base64.getDecoder().decode("AWcA8AJoYw==")));
    assertThat(readings.readings())
        .extracting(
            reading -> reading.quantity().id(), Reading::value, Reading::observedAt, Reading::hints)
        .containsExactly(
            tuple("air-temperature", 2405L, OBSERVED, 0),
            tuple("pm2-5", 123L, OBSERVED, 0),
            tuple("relative-humidity", 495L, OBSERVED, 0),
            tuple("radio-rssi", -57L, OBSERVED, 0));
    // door and the two in unknown; what is null says nothing
    assertThat(
            meters.get(SourceMetrics.UNDECLARED).tag("source", Havnstrup.LORAWAN).counter().count())
        .isEqualTo(3);
  }

  @Test
  void convertsUnitsAndTellsFieldsOfOneQuantityApart() {
    // When
    uplink(Havnstrup.uplink().replace("\"nothing\": null", "\"kelvin\": 300"));

    // Then
    assertThat(publisher.readings.get(0).readings())
        .filteredOn(reading -> reading.quantity().id().equals("air-temperature"))
        .extracting(Reading::index, Reading::value)
        .containsExactly(tuple(0, 2405L), tuple(1, 2685L));
  }

  @Test
  void takesTrueForOneWhereAStateIsMeasured() {
    // When
    Outcome outcome = uplink(Havnstrup.uplink().replace("A84041000181C061", "A84041000181C062"));

    // Then
    assertThat(outcome).isEqualTo(new Accepted());
    assertThat(publisher.readings.get(0).readings()).extracting(Reading::value).containsExactly(1L);
  }

  @Test
  void keepsImplausibleValuesAndSaysSo() {
    // When
    post(measured("71.5"));

    // Then
    Reading reading = publisher.readings.get(0).readings().get(0);
    assertThat(reading.value()).isEqualTo(7150);
    assertThat(Hint.IMPLAUSIBLE.in(reading.hints())).isTrue();
    assertThat(Hint.OUT_OF_RANGE.in(reading.hints())).isTrue();
  }

  @Test
  void decodesThePayloadWhereTheProfileSaysHow() {
    // Given
    decoder.answer = IntakeTest::lengthOf;

    // When
    Outcome outcome = uplink(level());

    // Then
    assertThat(outcome).isEqualTo(new Accepted());
    assertThat(publisher.readings.get(0).readings()).extracting(Reading::value).hasSize(1);
    assertThat(
            meters.get(SourceMetrics.UNDECLARED).tag("source", Havnstrup.LORAWAN).counter().count())
        .isEqualTo(1); // port
  }

  @Test
  void setsAsideWhatADecoderRefuses() {
    // Given
    decoder.answer =
        payload ->
            CompletableFuture.failedFuture(
                new Rejection(Reason.DECODER_STOPPED, "it ran for more than 50 ms"));

    // When
    Outcome outcome = uplink(level());

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.DECODER_STOPPED));
    assertThat(onlyQuarantined().detail()).isEqualTo("it ran for more than 50 ms");
  }

  @Test
  void refusesWhatCannotBeDecodedForNow() {
    // Given
    decoder.answer = payload -> CompletableFuture.failedFuture(new NotDecodedException(Why.BUSY));

    // When
    Outcome outcome = uplink(level());

    // Then
    assertThat(outcome).isEqualTo(new Refused(Why.BUSY, Duration.ofSeconds(5)));
    assertThat(publisher.quarantined).isEmpty();
  }

  @Test
  void setsAsideWhatADecoderOfOursFailsAt() {
    // Given
    decoder.answer = payload -> CompletableFuture.failedFuture(new IllegalStateException());

    // When
    Outcome outcome = uplink(level());

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.POISON));
  }

  @Test
  void outlivesADecoderThatThrows() {
    // Given
    decoder.answer =
        payload -> {
          throw new IllegalStateException("not said");
        };

    // When
    Outcome outcome = uplink(level());

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.POISON));
    assertThat(intake.inFlight()).isZero();
  }

  @Test
  void waitsForADecoderThatTakesItsTime() {
    // Given
    CompletableFuture<JsonNode> later = new CompletableFuture<>();
    decoder.answer = payload -> later;
    CompletableFuture<Outcome> outcome = pending(Havnstrup.LORAWAN, level());
    assertThat(outcome).isNotDone();

    // When
    later.completeExceptionally(Rejection.undecodable("no length"));

    // Then
    assertThat(outcome.join()).isEqualTo(new SetAside(Reason.UNDECODABLE));
    assertThat(intake.inFlight()).isZero();
  }

  private static String level() {
    return Havnstrup.uplink().replace("A84041000181C061", "A84041000181C063");
  }

  private static CompletionStage<JsonNode> lengthOf(Payload payload) {
    return CompletableFuture.completedFuture(
        JsonNodeFactory.instance
            .objectNode()
            .put("length", payload.bytes().length)
            .put("port", payload.port()));
  }

  @Test
  void givesCopiesOfAMessageTheSameOrigin() {
    // When
    uplink(Havnstrup.uplink());
    uplink(Havnstrup.uplink().replace("-57", "-112").replace("0016c001f153a14c", "another"));

    // Then
    assertThat(publisher.readings).extracting(Readings::origin).hasSize(2);
    assertThat(publisher.readings.get(0).origin()).isEqualTo(publisher.readings.get(1).origin());
  }

  @Test
  void takesAListOfMessagesApart() {
    // When
    Outcome outcome =
        post("[" + measured("1") + "," + measured("\"?\"") + "," + measured("2") + "]");

    // Then
    assertThat(outcome)
        .isEqualTo(
            new Several(List.of(new Accepted(), new SetAside(Reason.UNDECODABLE), new Accepted())));
    assertThat(publisher.readings).hasSize(2);
  }

  @Test
  void acknowledgesAListWholeOrNotAtAll() {
    // Given
    publisher.holdAnswers();
    CompletableFuture<Outcome> outcome =
        pending(Havnstrup.HTTP, "[" + measured("1") + "," + measured("2") + "]");
    publisher.answer(0);
    assertThat(outcome).isNotDone();

    // When
    publisher.fail(1);

    // Then
    assertThat(outcome.join().settled()).isFalse();
  }

  @Test
  void answersOnlyAfterThePublisherHas() {
    // Given
    publisher.holdAnswers();
    CompletableFuture<Outcome> outcome = pending(Havnstrup.LORAWAN, Havnstrup.uplink());
    assertThat(outcome).isNotDone();
    assertThat(intake.inFlight()).isEqualTo(1);

    // When
    publisher.answer(0);

    // Then
    assertThat(outcome).isCompletedWithValue(new Accepted());
    assertThat(intake.inFlight()).isZero();
  }

  @Test
  void dropsTheStateOfADeviceWhereItsProfileDeclaresNothingOfIt() {
    // When
    Outcome outcome =
        intake
            .accept(
                new InboundMessage(
                    Havnstrup.LORAWAN,
                    Samples.text("chirpstack/v4-status.json").getBytes(StandardCharsets.UTF_8),
                    ARRIVAL,
                    Way.topic("application/havnstrup/device/a84041000181c061/event/status")))
            .toCompletableFuture()
            .join();

    // Then
    assertThat(outcome).isEqualTo(new Dropped(Rule.STATUS_UNDECLARED));
    assertThat(
            meters
                .get(SourceMetrics.DROPPED)
                .tag("source", Havnstrup.LORAWAN)
                .tag("rule", "status-undeclared")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void dropsOtherEventsThanUplinks() {
    // When
    Outcome outcome =
        intake
            .accept(
                new InboundMessage(
                    Havnstrup.LORAWAN,
                    new byte[0],
                    ARRIVAL,
                    Way.topic("application/havnstrup/device/a84041000181c061/event/join")))
            .toCompletableFuture()
            .join();

    // Then
    assertThat(outcome).isEqualTo(new Dropped(Rule.JOIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no json",
        "{",
        "\"text\"",
        "{\"device\":1e400}",
        "{\"device\":\"a84041000181c061\",\"device\":\"a84041000181c061\"}",
        "{\"device\":\"a84041000181c061\",\"time\":NaN}",
        "{\"device\":\"a84041000181c061\",\"time\":\"2026-11-21T09:15:30\"}",
        "{} {}",
        "{\"\\ud800\":1}"
      })
  void setsAsideWhatItCannotUnderstand(String body) {
    // When
    Outcome outcome = post(body);

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNDECODABLE));
    assertThat(onlyQuarantined().detail()).doesNotContain("a84041000181c061");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e999999999",
        "1e-999999999",
        "99999999999999999999",
        "\"1e3\"",
        "\"twelve\"",
        "\" 1\"",
        "true",
        "[1]",
        "{}"
      })
  void setsAsideValuesThatAreNoMeasurement(String value) {
    // When
    Outcome outcome = post(measured(value));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNDECODABLE));
  }

  @Test
  void setsAsideDeepNesting() {
    // When
    Outcome outcome = post("[".repeat(100_000));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNDECODABLE));
  }

  @Test
  void setsAsideBytesThatAreNoText() {
    // Given
    byte[] body = measured("1").getBytes(StandardCharsets.UTF_8);
    body[12] = (byte) 0xFF;

    // When
    Outcome outcome =
        intake
            .accept(new InboundMessage(Havnstrup.HTTP, body, ARRIVAL, Way.UNTOLD))
            .toCompletableFuture()
            .join();

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNDECODABLE));
  }

  @Test
  void setsAsideWhatIsTooLarge() {
    // When
    Outcome outcome = post(" ".repeat(262_145));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.TOO_LARGE));
    assertThat(onlyQuarantined().sealed().size()).isLessThan(263_000);
  }

  @Test
  void dropsUnknownDevicesOfSourcesThatTellOfMany() {
    // Given
    List<Entity> town = new ArrayList<>(Havnstrup.entities(null));
    town.replaceAll(
        entity ->
            entity instanceof Source source && source.id().equals(Havnstrup.HTTP)
                ? droppingUnknown(source)
                : entity);
    intake = intake(Defaults.settings(), new Registry(town));

    // When
    Outcome other = post(measured("21").replace("a84041000181c061", "somebody else's"));
    Outcome ours = post(measured("21"));

    // Then
    assertThat(other).isEqualTo(new Dropped(Rule.UNKNOWN_DEVICE));
    assertThat(ours).isEqualTo(new Accepted());
    assertThat(publisher.quarantined).isEmpty();
    assertThat(publisher.readings).hasSize(1);
  }

  private static Source droppingUnknown(Source source) {
    return new Source(
        source.id(),
        source.tenant(),
        source.format(),
        source.mqtt(),
        source.http(),
        source.json(),
        source.deduplicate(),
        source.csv(),
        source.folder(),
        source.pull(),
        Source.DROP);
  }

  @Test
  void setsAsideUnknownDevicesWithoutTheirName() throws Exception {
    // When
    Outcome outcome = uplink(Havnstrup.uplink().replace("A84041000181C061", "0123456789ABCDEF"));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.UNKNOWN_DEVICE));
    Quarantined quarantined = onlyQuarantined();
    assertThat(quarantined.device()).isNotNull().isNotEqualToIgnoringCase("0123456789abcdef");
    assertThat(quarantined.toString().toLowerCase(Locale.ROOT)).doesNotContain("0123456789abcdef");
    byte[] original =
        seal.open(
            "havnstrup",
            Havnstrup.LORAWAN,
            new Seal.Sealed(quarantined.seal(), quarantined.sealed()));
    assertThat(new String(original, StandardCharsets.UTF_8)).contains("0123456789ABCDEF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T09:30:32Z", "2016-11-01T00:00:00Z"})
  void setsAsideImplausibleClocks(String time) {
    // When
    Outcome outcome = post(measured("1").replace("2026-11-21T09:15:30Z", time));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.IMPLAUSIBLE_CLOCK));
  }

  @Test
  void setsAsideMessagesWithoutADeclaredField() {
    // When
    Outcome outcome = post(measured("null"));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.NOTHING_DECLARED));
  }

  @Test
  void refusesMoreThanMayBeInFlight() {
    // Given
    intake =
        intake(
            Defaults.settings(
                Map.of(
                    "bypuls.ingest.intake.in-flight", "1",
                    "bypuls.ingest.intake.messages-per-body", "1")));
    publisher.holdAnswers();
    begin(Havnstrup.HTTP, measured("1"));

    // When
    Outcome outcome = post(measured("2"));

    // Then
    assertThat(outcome).isEqualTo(new Refused(Why.BUSY, Duration.ofSeconds(5)));
  }

  @Test
  void refusesEverythingUntilItIsOpen() {
    // Given
    intake.close();

    // When
    Outcome outcome = post(measured("1"));

    // Then
    assertThat(outcome).isEqualTo(new Refused(Why.CLOSED, Duration.ofSeconds(5)));
    assertThat(publisher.readings).isEmpty();
  }

  @Test
  void settlesNothingWhileTheClocksAreApartAndGoesOnAfterwards() {
    // Given
    publisher.refuse(Why.CLOCKS_APART);

    // When
    List<Outcome> outcomes = List.of(post(measured("1")), accept(Havnstrup.HTTP, "no json"));

    // Then
    assertThat(outcomes).containsOnly(new Refused(Why.CLOCKS_APART, Duration.ofSeconds(5)));
    assertThat(publisher.readings).isEmpty();
    assertThat(publisher.quarantined).isEmpty();
    publisher.refuse(null);
    assertThat(post(measured("1"))).isEqualTo(new Accepted());
  }

  @Test
  void refusesSourcesThatAreNotRegistered() {
    assertThat(accept("nobody", "{}"))
        .isEqualTo(new Refused(Why.UNKNOWN_SOURCE, Duration.ofSeconds(5)));
  }

  @Test
  void keepsItsBooks() {
    // Given
    publisher.holdAnswers();
    for (int i = 0; i < 3; i++) {
      begin(Havnstrup.HTTP, measured("1"));
    }
    begin(Havnstrup.HTTP, "[" + measured("1") + "," + measured("true") + "]");
    begin(Havnstrup.HTTP, "no json");
    intake.close();
    begin(Havnstrup.HTTP, measured("1"));

    // When
    publisher.answer(0);
    publisher.fail(1);
    publisher.answer(5);

    // Then
    assertThat(begun).filteredOn(CompletableFuture::isDone).hasSize(4);
    assertThat(count(SourceMetrics.RECEIVED)).isEqualTo(7);
    assertThat(count(SourceMetrics.ACCEPTED)).isEqualTo(1);
    assertThat(count(SourceMetrics.QUARANTINED)).isEqualTo(1);
    assertThat(count(SourceMetrics.REFUSED)).isEqualTo(2);
    assertThat(count(SourceMetrics.RECEIVED))
        .isEqualTo(
            count(SourceMetrics.ACCEPTED)
                + count(SourceMetrics.QUARANTINED)
                + count(SourceMetrics.DROPPED)
                + count(SourceMetrics.REFUSED)
                + meters
                    .get(SourceMetrics.IN_FLIGHT)
                    .tag("source", Havnstrup.HTTP)
                    .gauge()
                    .value());
  }

  /** Answers as the test says. */
  private static final class TestDecoder implements PayloadDecoder {

    private Function<Payload, CompletionStage<JsonNode>> answer =
        payload -> CompletableFuture.failedFuture(new AssertionError("nobody asked for it"));

    @Override
    public CompletionStage<JsonNode> decode(Payload payload, Uplink uplink) {
      return answer.apply(payload);
    }
  }

  private double count(String name) {
    return meters.get(name).tag("source", Havnstrup.HTTP).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
