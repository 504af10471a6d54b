package dk.bypuls.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.IngestSettings;
import dk.bypuls.ingest.contributor.DailyContributors;
import dk.bypuls.ingest.format.Formats;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.quarantine.DailyKeys;
import dk.bypuls.ingest.quarantine.DailySeal;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifiersTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");
  private static final String CANARY = "DA:A1:19:00:1B:2C";
  private static final String BARE = "daa119001b2c";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
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
            registered -> {
              throw new IllegalArgumentException("none here");
            },
            new IntakeMetrics(meters));
    List<Entity> town = new ArrayList<>(Havnstrup.entities(null));
    town.add(
        new Profile(
            "havnstrup-seen",
            "havnstrup",
            new Profile.Product("Nordsensor", "P-1"),
            null,
            null,
            List.of(
                Profile.Field.identifier("/mac", "mac"),
                new Profile.Field(
                    "/people",
                    "people-present",
                    "{people}",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    null,
                    null))));
    town.add(
        new Sensor(
            "havnstrup-seen-01",
            "havnstrup",
            List.of(Havnstrup.HTTP),
            "p-1",
            "havnstrup-seen",
            List.of(new Placement("havnstrup-torvet", null))));
    plans.adopt(new Registry(town));
    intake =
        new Intake(
            settings.intake(),
            plans,
            seal,
            new DailyContributors(keys, settings.intake().clockAhead(), () -> ARRIVAL),
            publisher,
            Witness.NOBODY);
    intake.open();
  }

  private Outcome accept(String body) {
    return intake
        .accept(
            new InboundMessage(
                Havnstrup.HTTP, body.getBytes(StandardCharsets.UTF_8), ARRIVAL, Way.UNTOLD))
        .toCompletableFuture()
        .join();
  }

  private static String seen(String time, String mac, String more) {
    return "{\"device\":\"p-1\",\"id\":\"7\",\"time\":\"%s\",\"mac\":\"%s\"%s}"
        .formatted(time, mac, more);
  }

  private double dropped() {
    return meters
        .get(SourceMetrics.IDENTIFIERS_DROPPED)
        .tag("source", Havnstrup.HTTP)
        .counter()
        .count();
  }

  /** Nothing that leaves ingest says the identifier in any form. */
  private void assertNothingSaysIt() {
    String all =
        publisher.readings
            + publisher.quarantined.stream()
                .map(record -> record + original(record))
                .collect(Collectors.joining())
            + meters.getMeters().stream().map(Meter::getId).toList();
    assertThat(all)
        .doesNotContainIgnoringCase(CANARY)
        .doesNotContainIgnoringCase(BARE)
        .doesNotContain(Long.toString(Long.parseLong(BARE, 16)));
  }

  private String original(Quarantined record) {
    try {
      return new String(
          seal.open(
              record.tenant(), record.source(), new Seal.Sealed(record.seal(), record.sealed())),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void becomeAHashHoweverTheyAreWritten() {
    // When
    accept(seen("2026-11-21T09:15:30Z", CANARY, ",\"people\":3"));
    Outcome outcome = accept(seen("2026-11-21T09:15:30Z", BARE, ",\"people\":3"));

    // Then
    assertThat(outcome).isEqualTo(new Accepted());
    Readings first = publisher.readings.get(0);
    assertThat(first.readings())
        .extracting(reading -> reading.quantity().id())
        .containsExactly("contributor", "people-present");
    assertThat(first.readings()).allMatch(reading -> reading.hints() == 0);
    Readings copy = publisher.readings.get(1);
    assertThat(copy.readings()).isEqualTo(first.readings());
    assertThat(copy.origin()).isEqualTo(first.origin()).isNotEqualTo(Origin.ofMessage("p-1", "7"));
    assertThat(dropped()).isZero();
    assertNothingSaysIt();
  }

  @Test
  void ofADayThatIsOverAreDroppedAndTheOthersStay() {
    // When
    Outcome outcome = accept(seen("2026-11-20T09:15:30Z", CANARY, ",\"people\":3"));

    // Then
    assertThat(outcome).isEqualTo(new Accepted());
    assertThat(publisher.readings.get(0).readings()).extracting(Reading::value).containsExactly(3L);
    assertThat(dropped()).isEqualTo(1);
    assertNothingSaysIt();
  }

  @Test
  void ofADayThatIsOverAndNothingElseAreDroppedByThatRule() {
    // When
    Outcome outcome = accept(seen("2026-11-20T09:15:30Z", CANARY, ""));

    // Then
    assertThat(outcome).isEqualTo(new Dropped(Rule.IDENTIFIERS_ONLY));
    assertThat(publisher.readings).isEmpty();
    assertThat(publisher.quarantined).isEmpty();
    assertNothingSaysIt();
  }

  @Test
  void thatAreNoneAreDroppedAndNotRepeated() {
    // When
    Outcome outcome = accept(seen("2026-11-21T09:15:30Z", CANARY + "!", ""));

    // Then
    assertThat(outcome).isEqualTo(new Dropped(Rule.IDENTIFIERS_ONLY));
    assertThat(dropped()).isEqualTo(1);
    assertNothingSaysIt();
  }

  @Test
  void leaveNoOriginalInQuarantine() {
    // When
    Outcome outcome = accept(seen("2026-11-21T19:15:30Z", CANARY, ""));

    // Then
    assertThat(outcome).isEqualTo(new SetAside(Reason.IMPLAUSIBLE_CLOCK));
    assertThat(publisher.quarantined.get(0).about()).containsEntry("personalData", "not-kept");
    assertNothingSaysIt();
  }

  @Test
  void leaveNoOriginalOfOthersInTheSameBodyEither() {
    // When
    Outcome outcome =
        accept(
            "[{\"device\":\"unknown\",\"time\":\"2026-11-21T09:15:30Z\"},"
                + seen("2026-11-21T09:15:30Z", CANARY, "")
                + "]");

    // Then
    assertThat(outcome)
        .isEqualTo(new Several(List.of(new SetAside(Reason.UNKNOWN_DEVICE), new Accepted())));
    assertThat(publisher.quarantined.get(0).about()).containsEntry("personalData", "not-kept");
    assertNothingSaysIt();
  }
}
