package dk.bypuls.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Topics;
import dk.bypuls.events.watch.Watchers;
import dk.bypuls.ingest.decoder.DecoderSettings;
import dk.bypuls.ingest.folder.FolderSettings;
import dk.bypuls.ingest.http.HttpSettings;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.mqtt.MqttSettings;
import dk.bypuls.ingest.pull.PullSettings;
import dk.bypuls.ingest.quarantine.QuarantineSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {

  @Test
  void haveTheseDefaults() {
    // When
    IngestSettings settings = Defaults.settings();

    // Then
    assertThat(SettingsCheck.problemsOf(settings)).isEmpty();
    IntakeSettings intake = settings.intake();
    assertThat(intake.bodyBytes()).isEqualTo(262_144);
    assertThat(intake.messagesPerBody()).isEqualTo(1_000);
    assertThat(intake.firstRowBytes()).isEqualTo(16_384);
    assertThat(intake.readingsPerMessage()).isEqualTo(5_000);
    assertThat(intake.nestingDepth()).isEqualTo(32);
    assertThat(intake.numberLength()).isEqualTo(64);
    assertThat(intake.nameLength()).isEqualTo(256);
    assertThat(intake.inFlight()).isEqualTo(20_000);
    assertThat(intake.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(intake.clockAhead()).isEqualTo(Duration.ofMinutes(15));
    assertThat(intake.clockBehind()).isEqualTo(Duration.ofDays(3_653));
    DecoderSettings decoder = settings.decoder();
    assertThat(decoder.callTime()).isEqualTo(Duration.ofMillis(50));
    assertThat(decoder.answerWithin()).isEqualTo(Duration.ofSeconds(2));
    assertThat(decoder.callBytes()).isEqualTo(16_777_216);
    assertThat(decoder.heapMegabytes()).isEqualTo(192);
    assertThat(decoder.startWithin()).isEqualTo(Duration.ofSeconds(30));
    assertThat(decoder.waiting()).isEqualTo(4_000).isGreaterThan(settings.mqtt().receiveMaximum());
    assertThat(decoder.stopsInARow()).isEqualTo(5);
    assertThat(decoder.rest()).isEqualTo(Duration.ofMinutes(1));
    KafkaSettings kafka = settings.kafka();
    assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(kafka.replicationFactor()).isEqualTo((short) 1);
    assertThat(kafka.linger()).isEqualTo(Duration.ofMillis(10));
    assertThat(kafka.batchBytes()).isEqualTo(262_144);
    assertThat(kafka.bufferBytes()).isEqualTo(67_108_864);
    assertThat(kafka.deliveryTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(kafka.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(kafka.tick()).isEqualTo(Duration.ofSeconds(1));
    assertThat(kafka.awayAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(kafka.clockDifference()).isEqualTo(Duration.ofSeconds(5));
    MqttSettings mqtt = settings.mqtt();
    assertThat(mqtt.receiveMaximum()).isEqualTo(2_000);
    assertThat(mqtt.sessionExpirySeconds()).isEqualTo(4_294_967_295L);
    assertThat(mqtt.answerWithin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(mqtt.keepAlive()).isEqualTo(Duration.ofSeconds(30));
    assertThat(mqtt.firstWait()).isEqualTo(Duration.ofSeconds(1));
    assertThat(mqtt.longestWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(mqtt.drainWithin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(mqtt.undivided()).isTrue();
    assertThat(mqtt.credentials()).isEmpty();
    HttpSettings http = settings.http();
    assertThat(http.tokenLength()).isEqualTo(256);
    assertThat(http.uploadBytes()).isEqualTo(20_000_000_000L);
    QuarantineSettings quarantine = settings.quarantine();
    assertThat(quarantine.keys()).isEqualTo(Path.of(".bypuls/keys"));
    assertThat(quarantine.sweep()).isEqualTo(Duration.ofHours(1));
    assertThat(quarantine.scan()).isEqualTo(20_000);
    assertThat(quarantine.page()).isEqualTo(1_000);
    assertThat(quarantine.step()).isEqualTo(500);
    assertThat(quarantine.heldBytes()).isEqualTo(16_777_216);
    assertThat(quarantine.replayRate()).isEqualTo(200);
    assertThat(quarantine.answerWithin()).isEqualTo(Duration.ofSeconds(20));
    assertThat(intake.undeclaredNotices()).isEqualTo(10_000);
    assertThat(settings.operator().tokenFile()).isEmpty();
    assertThat(settings.operator().atOnce()).isEqualTo(2);
    assertThat(settings.operator().bodyBytes()).isEqualTo(1_048_576);
    assertThat(settings.operator().fileBytes()).isEqualTo(8_388_608);
    FolderSettings folder = settings.folder();
    assertThat(folder.inbox()).isEmpty();
    assertThat(folder.look()).isEqualTo(Duration.ofSeconds(5));
    assertThat(folder.fileBytes()).isEqualTo(20_000_000_000L);
    assertThat(folder.keepDone()).isEqualTo(Duration.ofDays(30));
    PullSettings pull = settings.pull();
    assertThat(pull.hosts()).isEmpty();
    assertThat(pull.enabled()).isTrue();
    assertThat(pull.credentials()).isEmpty();
    assertThat(pull.atOnce()).isEqualTo(4);
    assertThat(pull.connectWithin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pull.within()).isEqualTo(Duration.ofMinutes(2));
    assertThat(pull.answerBytes()).isEqualTo(100_000_000);
    assertThat(pull.redirects()).isEqualTo(3);
    assertThat(pull.spread()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pull.firstWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pull.longestWait()).isEqualTo(Duration.ofMinutes(15));
    assertThat(pull.longestRetryAfter()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.instance()).isEmpty();
  }

  @Test
  void haveTheseNames() {
    // When
    IngestSettings settings =
        Defaults.settings(
            Map.ofEntries(
                Map.entry("bypuls.ingest.instance", "two"),
                Map.entry("bypuls.ingest.intake.body-bytes", "1"),
                Map.entry("bypuls.ingest.intake.in-flight", "2"),
                Map.entry("bypuls.ingest.intake.clock-ahead", "PT3S"),
                Map.entry("bypuls.ingest.decoder.call-time", "PT0.001S"),
                Map.entry("bypuls.ingest.decoder.heap-megabytes", "63"),
                Map.entry("bypuls.ingest.kafka.bootstrap-servers", "elsewhere:1"),
                Map.entry("bypuls.ingest.kafka.linger", "PT1S"),
                Map.entry("bypuls.ingest.kafka.delivery-timeout", "PT2S"),
                Map.entry("bypuls.ingest.mqtt.receive-maximum", "4"),
                Map.entry("bypuls.ingest.mqtt.credentials", "here"),
                Map.entry("bypuls.ingest.http.token-length", "5"),
                Map.entry("bypuls.ingest.http.upload-bytes", "6"),
                Map.entry("bypuls.ingest.quarantine.keys", "there"),
                Map.entry("bypuls.ingest.quarantine.replay-rate", "0"),
                Map.entry("bypuls.ingest.pull.hosts", "data.example,ftp://x"),
                Map.entry("bypuls.ingest.pull.redirects", "11"),
                Map.entry("bypuls.ingest.operator.token-file", "secret")));

    // Then
    assertThat(settings.instance()).contains("two");
    assertThat(settings.intake().bodyBytes()).isEqualTo(1);
    assertThat(settings.intake().inFlight()).isEqualTo(2);
    assertThat(settings.intake().clockAhead()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("elsewhere:1");
    assertThat(settings.mqtt().receiveMaximum()).isEqualTo(4);
    assertThat(settings.mqtt().credentials()).contains(Path.of("here"));
    assertThat(settings.quarantine().keys()).isEqualTo(Path.of("there"));
    assertThat(settings.operator().tokenFile()).contains(Path.of("secret"));
    assertThat(SettingsCheck.problemsOf(settings))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.intake.body-bytes is 1 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.decoder.call-time is 1 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.decoder.heap-megabytes is 63 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.http.token-length is 5 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.http.upload-bytes is 6 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.pull.hosts: ftp://x is no host"))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.pull.redirects is 11 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.quarantine.replay-rate is 0 "))
        .anyMatch(problem -> problem.startsWith("bypuls.ingest.kafka.delivery-timeout "));
  }

  @Test
  void letTheMachineItselfWatchAndWhoIsNamed() {
    // Given
    Watchers usual = watchers(Map.of());

    // When
    Watchers set = watchers(Map.of("bypuls.metrics.for", "10.1.2.0/24"));

    // Then
    assertThat(usual.include("127.0.0.1", header -> false)).isTrue();
    assertThat(usual.include("10.1.2.3", header -> false)).isFalse();
    assertThat(set.include("10.1.2.3", header -> false)).isTrue();
    assertThat(set.include("127.0.0.1", header -> false)).isFalse();
  }

  private static Watchers watchers(Map<String, String> set) {
    return Watchers.of(Defaults.of(WatchSettings.class, set).addresses());
  }

  @Test
  void readTheRegistrysTopicByItsName() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/application.yaml"))) {
      // When
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      // Then
      assertThat(yaml)
          .contains("topic: " + Topics.REGISTRY.name() + "\n")
          .contains("assign-seek: " + Topics.REGISTRY.name() + ":0:0\n");
    }
  }
}
