package dk.bypuls.ingest;

import dk.bypuls.ingest.decoder.DecoderSettings;
import dk.bypuls.ingest.decoder.worker.Limits;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.mqtt.MqttSettings;
import dk.bypuls.ingest.pull.AllowedHosts;
import dk.bypuls.ingest.pull.PullSettings;
import dk.bypuls.ingest.quarantine.QuarantineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says which settings make no sense, all at once, before anything is started with them. */
final class SettingsCheck {

  // Kafka takes records of a megabyte; a sealed original and its reason must fit into one.
  private static final int LARGEST_BODY = 900_000;
  private static final int LARGEST_RECEIVE_MAXIMUM = 65_535;

  private final List<String> problems = new ArrayList<>();

  private SettingsCheck() {}

  /** What is wrong with these settings; empty if nothing is. */
  static List<String> problemsOf(IngestSettings settings) {
    SettingsCheck check = new SettingsCheck();
    check.intake(settings.intake());
    check.decoder(settings.decoder());
    check.kafka(settings.kafka());
    check.mqtt(settings.mqtt());
    check.between("http.token-length", settings.http().tokenLength(), 16, 4_096);
    check.between("http.upload-bytes", settings.http().uploadBytes(), 1_024, Long.MAX_VALUE);
    check.quarantine(settings.quarantine());
    check.between("operator.at-once", settings.operator().atOnce(), 1, 100);
    check.between("operator.body-bytes", settings.operator().bodyBytes(), 1_024, 10_000_000);
    check.between("operator.file-bytes", settings.operator().fileBytes(), 1_024, 33_554_432);
    check.positive("folder.look", settings.folder().look());
    check.positive("folder.keep-done", settings.folder().keepDone());
    check.between("folder.file-bytes", settings.folder().fileBytes(), 1_024, Long.MAX_VALUE);
    check.pull(settings.pull());
    return check.problems;
  }

  private void intake(IntakeSettings intake) {
    between("intake.body-bytes", intake.bodyBytes(), 1_024, LARGEST_BODY);
    between("intake.messages-per-body", intake.messagesPerBody(), 1, intake.inFlight());
    between("intake.first-row-bytes", intake.firstRowBytes(), 256, intake.bodyBytes() / 2);
    between("intake.readings-per-message", intake.readingsPerMessage(), 1, 20_000);
    between("intake.nesting-depth", intake.nestingDepth(), 4, 200);
    between("intake.number-length", intake.numberLength(), 20, 400);
    between("intake.name-length", intake.nameLength(), 16, 10_000);
    between("intake.in-flight", intake.inFlight(), 1, 1_000_000);
    between("intake.undeclared-notices", intake.undeclaredNotices(), 1, 1_000_000);
    positive("intake.retry-after", intake.retryAfter());
    positive("intake.clock-ahead", intake.clockAhead());
    positive("intake.clock-behind", intake.clockBehind());
  }

  private void decoder(DecoderSettings decoder) {
    between("decoder.call-time", decoder.callTime().toMillis(), 5, 1_000);
    between("decoder.answer-within", decoder.answerWithin().toMillis(), 200, 60_000);
    between("decoder.call-bytes", decoder.callBytes(), 1_048_576, 268_435_456);
    // What one call may allocate at first, and what it may overshoot, must fit beside the engine.
    long least = 64 + decoder.callBytes() / 1_048_576 * Limits.MORE_AT_FIRST;
    between("decoder.heap-megabytes", decoder.heapMegabytes(), least, 4_096);
    positive("decoder.start-within", decoder.startWithin());
    between("decoder.waiting", decoder.waiting(), 1, 100_000);
    between("decoder.stops-in-a-row", decoder.stopsInARow(), 1, 1_000);
    positive("decoder.rest", decoder.rest());
  }

  private void quarantine(QuarantineSettings quarantine) {
    positive("quarantine.sweep", quarantine.sweep());
    // With less, a request could spend all on what was looked at before, and never get further.
    between("quarantine.scan", quarantine.scan(), 5_000, 10_000_000);
    between("quarantine.page", quarantine.page(), 1, 10_000);
    between("quarantine.step", quarantine.step(), 1, 10_000);
    between("quarantine.held-bytes", quarantine.heldBytes(), 1_048_576, 1_073_741_824);
    between("quarantine.replay-rate", quarantine.replayRate(), 1, 100_000);
    between("quarantine.answer-within", quarantine.answerWithin().toSeconds(), 1, 600);
  }

  private void kafka(KafkaSettings kafka) {
    between("kafka.replication-factor", kafka.replicationFactor(), 1, 15);
    between("kafka.linger", kafka.linger().toMillis(), 0, 1_000);
    between("kafka.batch-bytes", kafka.batchBytes(), 16_384, 1_000_000);
    between("kafka.buffer-bytes", kafka.bufferBytes(), 16L * kafka.batchBytes(), Long.MAX_VALUE);
    positive("kafka.request-timeout", kafka.requestTimeout());
    positive("kafka.tick", kafka.tick());
    positive("kafka.away-after", kafka.awayAfter());
    positive("kafka.clock-difference", kafka.clockDifference());
    if (kafka.deliveryTimeout().compareTo(kafka.requestTimeout().plus(kafka.linger())) < 0) {
      problems.add(
          "bypuls.ingest.kafka.delivery-timeout must not be shorter than request-timeout and linger"
              + " together");
    }
  }

  private void mqtt(MqttSettings mqtt) {
    between("mqtt.receive-maximum", mqtt.receiveMaximum(), 1, LARGEST_RECEIVE_MAXIMUM);
    between("mqtt.session-expiry-seconds", mqtt.sessionExpirySeconds(), 60, 4_294_967_295L);
    between("mqtt.answer-within", mqtt.answerWithin().toSeconds(), 1, 600);
    between("mqtt.keep-alive", mqtt.keepAlive().toSeconds(), 1, 65_535);
    positive("mqtt.first-wait", mqtt.firstWait());
    positive("mqtt.longest-wait", mqtt.longestWait());
    positive("mqtt.drain-within", mqtt.drainWithin());
  }

  private void pull(PullSettings pull) {
    problems.addAll(
        AllowedHosts.problemsOf(pull.hosts().orElse(List.of())).stream()
            .map(problem -> "bypuls.ingest.pull.hosts: " + problem)
            .toList());
    between("pull.at-once", pull.atOnce(), 1, 100);
    between("pull.connect-within", pull.connectWithin().toMillis(), 100, 60_000);
    between("pull.within", pull.within().toSeconds(), 1, 3_600);
    between("pull.answer-bytes", pull.answerBytes(), 1_024, 20_000_000_000L);
    between("pull.redirects", pull.redirects(), 0, 10);
    between("pull.spread", pull.spread().toSeconds(), 0, 86_400);
    between("pull.first-wait", pull.firstWait().toSeconds(), 1, 3_600);
    between("pull.longest-wait", pull.longestWait().toSeconds(), 1, 86_400);
    between("pull.longest-retry-after", pull.longestRetryAfter().toSeconds(), 1, 2_678_400);
  }

  private void between(String name, long value, long smallest, long largest) {
    if (value < smallest || value > largest) {
      problems.add(
          "bypuls.ingest."
              + name
              + " is "
              + value
              + " and must be between "
              + smallest
              + " and "
              + largest);
    }
  }

  private void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      problems.add("bypuls.ingest." + name + " must be longer than nothing");
    }
  }
}
