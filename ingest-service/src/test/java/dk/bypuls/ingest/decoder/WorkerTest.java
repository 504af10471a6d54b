package dk.bypuls.ingest.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.ingest.intake.NotDecodedException;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** The process that runs scripts may do little, and may end at any time. */
class WorkerTest {

  private static final int CALLS = 2_000;

  private Decoding decoding;
  private PayloadDecoder decoder;

  @BeforeEach
  void start() {
    decoding = new Decoding(Map.of("bypuls.ingest.decoder.waiting", "5000"));
    decoder = decoding.of("function Decoder(bytes, port) { return {port: port}; }");
    Decoding.decode(decoder, 1, "00");
  }

  @AfterEach
  void stop() {
    decoding.close();
  }

  private ProcessHandle worker() {
    return ProcessHandle.of(decoding.decoders.workerPid()).orElseThrow();
  }

  @Test
  @EnabledOnOs(LINUX)
  void hasNoEnvironmentAndNoFilesOfOurs() throws IOException {
    // Given
    Path process = Path.of("/proc", Long.toString(decoding.decoders.workerPid()));

    // When
    String environment = Files.readString(process.resolve("environ"), StandardCharsets.UTF_8);
    List<String> open = openFiles(process);

    // Then: a pipe is seen from both of its ends, and Java itself opens a socket
    assertThat(environment.replace("\0", " ").strip()).isEqualTo("LC_ALL=C.UTF-8");
    List<String> ours = openFiles(Path.of("/proc/self"));
    assertThat(open)
        .filteredOn(file -> !file.startsWith("pipe:"))
        .allMatch(
            file ->
                file.endsWith(".jar")
                    || file.endsWith("/lib/modules")
                    || file.startsWith("/dev/")
                    || (file.startsWith("socket:") && !ours.contains(file)));
    assertThat(open).filteredOn(file -> file.startsWith("pipe:")).hasSize(2);
  }

  private static List<String> openFiles(Path process) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          open.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    return open;
  }

  @Test
  void losesNoCallThatWaitedWhenItIsKilled() {
    // Given
    List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(Decoding.begin(decoder, i % 200, "00"));
    }

    // When
    worker().destroyForcibly();

    // Then: at most the one that was running is blamed
    int decoded = 0;
    for (CompletableFuture<JsonNode> call : calls) {
      try {
        call.join();
        decoded++;
      } catch (CompletionException e) {
        assertThat(Decoding.rejection(call).detail()).contains("end of the process");
      }
    }
    assertThat(decoded).isGreaterThanOrEqualTo(CALLS - 1);
  }

  @Test
  void letsABurstWaitForAColdWorkerHoweverLargeItIs() {
    // Given: room for one message that waits, and no worker yet
    try (Decoding cold = new Decoding(Map.of("bypuls.ingest.decoder.waiting", "1"))) {
      PayloadDecoder waitedFor = cold.of("function Decoder(bytes, port) { return {port: port}; }");

      // When
      List<CompletableFuture<JsonNode>> atStart = burst(waitedFor);

      // Then
      assertThat(atStart).allSatisfy(call -> assertThat(call.join().has("port")).isTrue());

      // And: the same after it died
      long first = cold.decoders.workerPid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      await().until(() -> cold.decoders.workerPid() != first);
      assertThat(burst(waitedFor)).allSatisfy(call -> assertThat(call.join().has("port")).isTrue());
    }
  }

  private static List<CompletableFuture<JsonNode>> burst(PayloadDecoder called) {
    List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(Decoding.begin(called, i % 200, "00"));
    }
    return calls;
  }

  @Test
  void letsNobodyWaitLongerThanDeclaredForAWorker() {
    // Given: less time than any worker needs to start
    try (Decoding impatient =
        new Decoding(Map.of("bypuls.ingest.decoder.start-within", "PT0.01S"))) {
      PayloadDecoder first = impatient.of("function Decoder(bytes, port) { return {port: port}; }");

      // When
      CompletableFuture<JsonNode> call = Decoding.begin(first, 1, "00");

      // Then
      assertThatThrownBy(call::join).hasRootCauseInstanceOf(NotDecodedException.class);
    }
  }

  @Test
  void tellsWhatAScriptSaysOfItsFailureBesideOurOwnWords() {
    // Given
    PayloadDecoder throwing =
        decoding.of(
            """
            function decodeUplink(input) {
              if (input.fPort === 2) return { errors: ['short: ' + input.bytes.length, { code: 7 }] };
              return { data: input.bytes[9].toFixed(1) };
            }
            """);

    // When
    Rejection thrown = Decoding.rejection(Decoding.begin(throwing, 1, "00"));
    Rejection reported = Decoding.rejection(Decoding.begin(throwing, 2, "00"));

    // Then
    assertThat(thrown.detail()).endsWith("the script threw TypeError in line 3");
    assertThat(thrown.said()).contains("toFixed");
    assertThat(reported.detail()).endsWith("decodeUplink reported an error");
    assertThat(reported.said()).isEqualTo("short: 1; {\"code\":7}");
  }

  @Test
  void countsWhatEachDecoderDoes() {
    // Given
    PayloadDecoder mixed =
        decoding.of(
            "function Decoder(bytes) { if (bytes[0] === 1) throw 1; if (bytes[0] === 2) for (;;) {}"
                + " return {x: NaN, y: 1}; }");

    // When
    JsonNode fields = Decoding.decode(mixed, 1, "00");
    Decoding.rejection(Decoding.begin(mixed, 1, "01"));
    Decoding.rejection(Decoding.begin(mixed, 1, "02"));

    // Then
    assertThat(fields.toString()).isEqualTo("{\"y\":1}");
    for (String outcome : List.of("decoded", "failed", "stopped")) {
      assertThat(
              decoding
                  .meters
                  .get(DecoderMetrics.CALLS)
                  .tags("decoder", "havnstrup-2", "outcome", outcome)
                  .counter()
                  .count())
          .as(outcome)
          .isEqualTo(1);
    }
    assertThat(
            decoding
                .meters
                .get(DecoderMetrics.LEFT_OUT)
                .tag("decoder", "havnstrup-2")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void keepsADecoderThatHasNotChanged() {
    // Given
    Decoder registered =
        new Decoder("havnstrup-same", "havnstrup", new Decoder.Script(null, "var a;"));

    // When
    PayloadDecoder first = decoding.decoders.of(registered);

    // Then
    assertThat(decoding.decoders.of(registered)).isSameAs(first);
    assertThat(
            decoding.decoders.of(
                new Decoder("havnstrup-same", "havnstrup", new Decoder.Script(null, "var b;"))))
        .isNotSameAs(first);
  }

  @Test
  void endsWithItsDecoders() {
    // Given
    ProcessHandle worker = worker();

    // When
    decoding.close();

    // Then
    await().atMost(Duration.ofSeconds(30)).until(() -> !worker.isAlive());
  }
}
