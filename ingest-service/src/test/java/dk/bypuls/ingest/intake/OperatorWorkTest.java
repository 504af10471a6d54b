package dk.bypuls.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.DryRun.NotShownException;
import dk.bypuls.ingest.intake.DryRun.Shown;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Replays.Replayed;
import dk.bypuls.ingest.intake.Seal.Sealed;
import dk.bypuls.ingest.intake.Uplink.Payload;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dry runs, replays and notices go through the one intake. */
class OperatorWorkTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final IntakeSettings SETTINGS = Defaults.settings().intake();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordingPublisher publisher = new RecordingPublisher();
  private final UndeclaredNotices notices =
      new UndeclaredNotices(3, meters, InstantSource.fixed(ARRIVAL));
  private final Plans plans =
      new Plans(
          Formats.all(SETTINGS),
          registered -> (payload, uplink) -> CompletableFuture.supplyAsync(() -> length(payload)),
          new IntakeMetrics(meters));
  private DailySeal seal;
  private Intake intake;

  private static JsonNode length(Payload payload) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("length", payload.bytes().length)
        .put("port", payload.port());
  }

  @BeforeEach
  void open(@TempDir Path keys) {
    plans.adopt(Havnstrup.registry());
    seal = new DailySeal(new DailyKeys(keys, Duration.ofDays(30)));
    intake = new Intake(SETTINGS, plans, seal, Contributors.NONE, publisher, notices);
    intake.open();
  }

  private static InboundMessage post(String body, Way way) {
    return new InboundMessage(Havnstrup.HTTP, body.getBytes(StandardCharsets.UTF_8), ARRIVAL, way);
  }

  private static String of(String device, String object) {
    return "{\"device\":\"%s\",\"time\":\"2026-11-21T09:15:30Z\",\"object\":%s}"
        .formatted(device, object);
  }

  private void accept(String device, String object) {
    intake.accept(post(of(device, object), Way.UNTOLD)).toCompletableFuture().join();
  }

  private double count(String name) {
    return meters.get(name).tag("source", Havnstrup.HTTP).counter().count();
  }

  @Test
  void showsWhatAPayloadWouldBecomeThroughItsDecoder() {
    // When
    Shown shown =
        new DryRun(SETTINGS, plans)
            .payload("havnstrup-level", new Payload(new byte[] {1, 2, 3}, 7), ARRIVAL)
            .toCompletableFuture()
            .join();

    // Then
    assertThat(shown.outcome()).isEqualTo(new Accepted());
    Readings readings = shown.readings().get(0);
    assertThat(readings.readings().get(0).quantity().id()).isEqualTo("water-level");
    assertThat(shown.decoded().get(0).document().at("/object/length").asInt()).isEqualTo(3);
    assertThat(shown.decoded().get(0).undeclared()).containsExactly("/object/port");
    assertThat(publisher.readings).isEmpty();
    assertThat(meters.find(SourceMetrics.RECEIVED).counters())
        .allMatch(counter -> counter.count() == 0);
  }

  @Test
  void showsWhatAWholeMessageWouldBecomeAndWhyNot() {
    // When
    DryRun dryRun = new DryRun(SETTINGS, plans);
    Shown uplink =
        dryRun
            .message(
                new InboundMessage(
                    Havnstrup.LORAWAN,
                    Havnstrup.uplink().getBytes(StandardCharsets.UTF_8),
                    ARRIVAL,
                    Way.UNTOLD))
            .toCompletableFuture()
            .join();
    Shown stranger =
        dryRun.message(post(of("nobody", "{}"), Way.UNTOLD)).toCompletableFuture().join();

    // Then
    assertThat(uplink.readings().get(0).readings()).hasSize(4);
    assertThat(stranger.setAside())
        .extracting(Quarantined::reason)
        .containsExactly(Reason.UNKNOWN_DEVICE);
    assertThat(publisher.quarantined).isEmpty();
    Payload payload = new Payload(new byte[] {1}, 1);
    assertThatThrownBy(() -> dryRun.payload("havnstrup-door", payload, ARRIVAL))
        .isInstanceOf(NotShownException.class)
        .hasMessageContaining("has no decoder");
    assertThatThrownBy(() -> dryRun.payload("none", payload, ARRIVAL))
        .hasMessageContaining("No profile has that id");
  }

  @Test
  void replaysWithTheOriginalTimesAndTheWayItCame() throws Exception {
    // Given
    Way way = new Way("device/a84041000181c062/up", "up", "application/json");
    InboundMessage message = post(of("a84041000181c062", "{\"opened\":1}"), way);
    intake.accept(message).toCompletableFuture().join();
    Quarantined former = publisher.quarantined.get(0);
    assertThat(former.about().toString()).doesNotContain("a84041000181c062");
    byte[] opened =
        seal.open(former.tenant(), former.source(), new Sealed(former.seal(), former.sealed()));
    Original original = Original.of(former.about(), opened);
    Replays replays = new Replays(SETTINGS, plans, seal, Contributors.NONE, publisher, meters);

    // When
    Replayed replayed = replays.accept(former, original).toCompletableFuture().join();

    // Then
    assertThat(original.way()).isEqualTo(way);
    assertThat(original.body()).isEqualTo(message.body());
    assertThat(replayed.failedAgain()).isTrue();
    assertThat(publisher.quarantined).hasSize(1);
    assertThat(count("bypuls.ingest.received")).isEqualTo(1);
    assertThat(count("bypuls.ingest.replay.received")).isEqualTo(1);
  }

  @Test
  void setsAsideAnewWhatFailsForAnotherReason() {
    // Given
    accept("nobody", "{}");
    Quarantined former = publisher.quarantined.get(0);
    Original another =
        new Original(Way.UNTOLD, of("a84041000181c062", "{}").getBytes(StandardCharsets.UTF_8));

    // When
    Replayed replayed =
        new Replays(SETTINGS, plans, seal, Contributors.NONE, publisher, meters)
            .accept(former, another)
            .toCompletableFuture()
            .join();

    // Then
    assertThat(replayed.failedAgain()).isFalse();
    assertThat(replayed.outcome()).isEqualTo(new Outcome.SetAside(Reason.NOTHING_DECLARED));
    assertThat(publisher.quarantined.get(1).receivedAt()).isEqualTo(ARRIVAL);
  }

  @Test
  void readsOriginalsThatWereSealedBeforeTopicsWere() throws Exception {
    // When
    Original old = Original.of(Map.of("event", "up"), new byte[] {1, 2});

    // Then
    assertThat(old.body()).containsExactly(1, 2);
    assertThat(old.way()).isEqualTo(new Way(null, "up", null));
  }

  @Test
  void noticesEachUndeclaredFieldOnceAndNoMoreThanItMay() {
    // When
    accept(Havnstrup.DEV_EUI, "{\"temperature\":1,\"novel\":1,\"list\":[1,2,{\"deep\":3}]}");
    accept(Havnstrup.DEV_EUI, "{\"temperature\":2,\"novel\":9}");
    accept(Havnstrup.DEV_EUI, "{\"temperature\":2,\"one\":9,\"more\":1,\"a84041000181c061\":7}");

    // Then
    assertThat(notices.all(Havnstrup.HTTP))
        .extracting(UndeclaredNotices.Notice::field)
        .containsExactly("/object/list/*", "/object/list/*/deep", "/object/novel");
    assertThat(notices.all("havnstrup-lorawan")).isEmpty();
    assertThat(count(UndeclaredNotices.NOTICED)).isEqualTo(3);
  }

  @Test
  void takesANoticeBackWhenTheFieldIsDeclared() {
    // Given
    accept("a84041000181c062", "{\"door\":1,\"opened\":1,\"other\":1}");
    List<Entity> mended = new ArrayList<>(Havnstrup.entities(null));
    mended.removeIf(entity -> entity.id().equals("havnstrup-door"));
    BigDecimal one = BigDecimal.ONE;
    mended.add(
        new Profile(
            "havnstrup-door",
            "havnstrup",
            new Profile.Product("Nordsensor", "D-1"),
            null,
            null,
            List.of(
                new Profile.Field(
                    "/object/opened", "door-open", "{state}", one, BigDecimal.ZERO, null, null))));

    // When
    plans.adopt(new Registry(mended));
    accept("a84041000181c062", "{\"opened\":0,\"other\":1}");

    // Then
    assertThat(notices.all(null))
        .extracting(UndeclaredNotices.Notice::field)
        .containsExactly("/object/other");
    assertThat(publisher.readings.get(1).readings()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, temperature",
    "pm2_5, pm2_5",
    "battery voltage, battery voltage",
    "decade, decade",
    "a84041000181c061, *",
    "b8:27:eb:12:34:56, *",
    "010190-1234, *",
    "+45 12 34 56 78, *",
    "jens@example.org, *",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301, *",
    "a name that is longer than a field is ever called, *"
  })
  void masksNamesThatMayBeIdentifiers(String name, String told) {
    assertThat(FieldNames.masked(name)).isEqualTo(told);
  }
}
