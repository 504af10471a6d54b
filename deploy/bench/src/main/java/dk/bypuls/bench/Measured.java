package dk.bypuls.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process beside this one, of which the operating system tells the CPU time. */
final class Measured implements AutoCloseable {

  private static final double NANOSECONDS_PER_TICK = ProcessStat.SECONDS_PER_TICK * 1e9;

  private final Process process;
  private @Nullable BufferedReader reader;

  private Measured(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  static Measured java(Path log, Map<String, String> environment, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m"));
    command.addAll(arguments);
    return environment.isEmpty()
        ? program(log, environment, command)
        : start(log, environment, command, ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /** Any program, which is talked with. */
  static Measured program(Path log, Map<String, String> environment, List<String> command) {
    return start(log, environment, command, ProcessBuilder.Redirect.PIPE);
  }

  private static Measured start(
      Path log,
      Map<String, String> environment,
      List<String> command,
      ProcessBuilder.Redirect output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectOutput(output);
    builder.environment().putAll(environment);
    try {
      return new Measured(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  /** CPU nanoseconds that one of so many operations takes here, with all that it started. */
  double perOperation(int operations, Runnable work) {
    long before = ticks();
    work.run();
    return (ticks() - before) * NANOSECONDS_PER_TICK / operations;
  }

  long pid() {
    return process.pid();
  }

  private long ticks() {
    return CpuTime.ticks(process.toHandle());
  }

  /** CPU nanoseconds that it took so far, with all that it started. */
  double nanoseconds() {
    return ticks() * NANOSECONDS_PER_TICK;
  }

  /** The most memory that it ever had. */
  double peakMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", pid() + "", "status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as a power cut does. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  /** Says a line to it. */
  void say(String line) {
    new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8).println(line);
  }

  /** Waits for its next line. */
  String hear() {
    try {
      if (reader == null) {
        reader =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      }
      String line = reader.readLine();
      if (line == null) {
        throw new IllegalStateException("a process that is measured has ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
