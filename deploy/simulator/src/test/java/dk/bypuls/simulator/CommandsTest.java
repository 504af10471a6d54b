package dk.bypuls.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.simulator.send.Stop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T09:30:00Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void simulateExplainsItself() {
    // When
    int result = simulate("--help");

    // Then
    assertThat(result).isZero();
    assertThat(out.toString(UTF_8)).contains("--past DURATION", "default PT48H", "--canary TEXT");
  }

  @Test
  void simulateRefusesInOneLine() {
    // When
    int result = simulate("--broker", "tcp://127.0.0.1:1883", "--colour");

    // Then
    assertThat(result).isEqualTo(2);
    assertThat(err.toString(UTF_8).strip()).isEqualTo("There is no option --colour. See --help.");
  }

  @Test
  void writeRegistryWritesItsFiles(@TempDir Path folder) {
    // When
    int result =
        writeRegistry(
            "--out", folder.resolve("a/b").toString(), "--broker", "tcp://127.0.0.1:1883");

    // Then
    assertThat(result).isZero();
    assertThat(folder.resolve("a/b").toFile().list())
        .containsExactlyInAnyOrder(
            "town.yaml", "profiles.yaml", "places.yaml", "sensors.yaml", "datasets.yaml");
    assertThat(out.toString(UTF_8)).contains("400 sensors");
  }

  @Test
  void writeRegistryNeedsItsOptions() {
    // When
    int result = writeRegistry("--broker", "tcp://127.0.0.1:1883");

    // Then
    assertThat(result).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--out is needed");
  }

  @Test
  void writePastWritesAFileASensorAndTheSameOneAgain(@TempDir Path folder) throws IOException {
    // When
    int result = writePast(folder.resolve("a"), "--kinds", "noise,parking", "--sensors", "46");
    int again = writePast(folder.resolve("b"), "--kinds", "noise,parking", "--sensors", "46");

    // Then
    assertThat(result).isZero();
    assertThat(again).isZero();
    assertThat(out.toString(UTF_8)).contains("messages of 6 sensors of Havnstrup");
    assertThat(folder.resolve("a").toFile().list())
        .hasSize(6)
        .contains("havnstrup-noise-01.ndjson");
    Path file = folder.resolve("a/havnstrup-noise-02.ndjson");
    assertThat(Files.readAllLines(file))
        .hasSizeBetween(12, 24)
        .allMatch(it -> it.startsWith("{\""));
    assertThat(folder.resolve("b/havnstrup-noise-02.ndjson")).hasSameBinaryContentAs(file);
  }

  @Test
  void writePastNeedsItsOptions() {
    // When
    int result = WritePast.run(print(out), print(err), "--out", "here");

    // Then
    assertThat(result).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--from is needed");
  }

  @Test
  void saysInOneLineWhatCannotBeWritten(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("file"), "");
    String out = file.toString();

    // When
    int past = writePast(file);
    int registry = writeRegistry("--out", out, "--broker", "tcp://127.0.0.1:1883");
    int truth =
        simulate("--broker", "tcp://127.0.0.1:1883", "--truth", file.resolve("truth").toString());

    // Then
    assertThat(List.of(past, registry, truth)).containsOnly(1);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "Cannot write the past: " + out,
            "Cannot write the registry: " + out,
            "Cannot read or write a file: " + file.resolve("truth") + ": Not a directory");
  }

  @Test
  void goesOnBeingInterruptedWhereItsWorkWas() {
    // When
    int result =
        new Program(
                new Options("Does nothing."),
                "Cannot",
                (options, told) -> {
                  throw new InterruptedException("stop");
                })
            .run(print(out), print(err));

    // Then
    assertThat(result).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void aRestartGoesOnWhereItStopped() {
    // Given
    SimulateOptions options = options("--live");
    long now = CLOCK.millis();
    long hour = 3_600_000L;

    // When
    Period first = Period.of(options, OptionalLong.empty(), now);
    Period restart = Period.of(options, OptionalLong.of(now - hour), now);
    Period afterHolidays = Period.of(options, OptionalLong.of(now - 99 * hour), now);

    // Then
    assertThat(first).isEqualTo(new Period(now - 48 * hour, Long.MAX_VALUE));
    assertThat(restart.from()).isEqualTo(now - hour);
    assertThat(afterHolidays.from()).isEqualTo(now - 48 * hour);
  }

  @Test
  void aStartInTheFutureIsRefused() {
    // When
    int result = simulate("--broker", "tcp://127.0.0.1:1883", "--start", "2026-11-22T00:00:00Z");

    // Then
    assertThat(result).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("not be in the future");
  }

  @Test
  void withoutLiveAStartNamesASpan() {
    // When
    Period period =
        Period.of(
            options("--start", "2026-11-01T00:00:00Z", "--past", "PT6H"),
            OptionalLong.empty(),
            CLOCK.millis());

    // Then
    assertThat(Instant.ofEpochMilli(period.from())).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(Instant.ofEpochMilli(period.to())).isEqualTo("2026-11-01T06:00:00Z");
  }

  private static SimulateOptions options(String... more) {
    String[] arguments =
        Stream.concat(Stream.of("--broker", "tcp://127.0.0.1:1883"), Arrays.stream(more))
            .toArray(String[]::new);
    return SimulateOptions.of(SimulateOptions.declared().parse(arguments));
  }

  private int simulate(String... arguments) {
    return Simulate.run(CLOCK, new Stop(), print(out), print(err), arguments);
  }

  private int writeRegistry(String... arguments) {
    return WriteRegistry.run(CLOCK, print(out), print(err), arguments);
  }

  private int writePast(Path folder, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "--out",
                    folder.toString(),
                    "--from",
                    "2026-10-21T22:00:00Z",
                    "--to",
                    "2026-10-22T22:00:00Z"),
                Arrays.stream(more))
            .toArray(String[]::new);
    return WritePast.run(print(out), print(err), arguments);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }
}
