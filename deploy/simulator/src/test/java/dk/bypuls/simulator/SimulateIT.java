package dk.bypuls.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.MqttBroker;
import dk.bypuls.simulator.send.Stop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);

  private static Path folder;
  private static MqttBroker broker;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void start(@TempDir Path temporary) {
    folder = temporary;
    broker = MqttBroker.start(folder.resolve("city"), FreePorts.one());
    broker.awaitReady();
    writePassword(folder.resolve("password"), broker.password("network-server"));
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Test
  void everythingPublishedArrivesAndTheTruthCountsIt() throws Exception {
    // Given
    Path truth = folder.resolve("truth.ndjson");

    try (Listener listener = Listener.at(broker)) {
      // When
      int result =
          simulate(
              "--past",
              "PT6H",
              "--faults",
              "many",
              "--canary",
              "bird",
              "--truth",
              truth.toString());

      // Then
      assertThat(result).isZero();
      JsonNode summary = summary(truth);
      int sent = summary.get("sent").intValue();
      assertThat(sent).isGreaterThan(10_000);
      List<byte[]> arrived = listener.awaitMessages(sent);
      assertThat(arrived).hasSize(sent);
      assertThat(arrived)
          .filteredOn(bytes -> new String(bytes, UTF_8).contains("bird"))
          .hasSizeGreaterThan(sent * 9 / 10);
      assertThat(out.toString(UTF_8)).contains("Readings expected");
    }
  }

  @Test
  void aRestartSendsOnlyTheGap() throws Exception {
    // Given
    Path state = folder.resolve("state");
    simulate("--past", "PT2H", "--faults", "none", "--state", state.toString());
    Path truth = folder.resolve("gap.ndjson");
    Clock later = Clock.offset(CLOCK, Duration.ofMinutes(10));

    // When
    int result =
        simulate(
            later,
            "--past",
            "PT2H",
            "--faults",
            "none",
            "--state",
            state.toString(),
            "--truth",
            truth.toString());

    // Then
    assertThat(result).isZero();
    assertThat(summary(truth).get("sent").intValue()).isBetween(200, 500);
  }

  @Test
  void whatWasInFlightWhenTheBrokerDiedIsSentAgain() throws Exception {
    // Given
    Path truth = folder.resolve("killed.ndjson");
    int sent;
    try (Listener listener = Listener.at(broker)) {
      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(
              () ->
                  simulate(
                      "--past",
                      "PT12H",
                      "--rate",
                      "4000",
                      "--faults",
                      "none",
                      "--truth",
                      truth.toString()));
      listener.awaitMessages(1000);

      // When
      broker.kill();
      broker.launch();
      broker.awaitReady();

      // Then
      assertThat(run.get(180, TimeUnit.SECONDS)).isZero();
      sent = summary(truth).get("sent").intValue();
    }
    assertThat(sent).isGreaterThan(20_000);
    assertThat(out.toString(UTF_8))
        .contains("sent again after lost connections")
        .doesNotContain("never acknowledged");
  }

  @Test
  void aWrongPasswordIsSaidAtOnce() {
    // Given
    Path wrong = writePassword(folder.resolve("wrong"), "guess");
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    // When
    int result =
        Simulate.run(
            CLOCK,
            new Stop(),
            print(out),
            print(err),
            "--broker",
            broker.uri(),
            "--username",
            "network-server",
            "--password-file",
            wrong.toString());

    // Then
    assertThat(result).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("refuses user or password").doesNotContain("guess");
  }

  private int simulate(String... arguments) {
    return simulate(CLOCK, arguments);
  }

  private int simulate(Clock clock, String... arguments) {
    Stream<String> account =
        Stream.of(
            "--broker",
            broker.uri(),
            "--username",
            "network-server",
            "--password-file",
            folder.resolve("password").toString());
    String[] all = Stream.concat(account, Arrays.stream(arguments)).toArray(String[]::new);
    return Simulate.run(clock, new Stop(), print(out), System.err, all);
  }

  private static JsonNode summary(Path truth) throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(truth));
    return new ObjectMapper().readTree(lines.get(lines.size() - 1)).get("summary");
  }

  private static Path writePassword(Path file, String password) {
    try {
      return Files.writeString(file, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }
}
