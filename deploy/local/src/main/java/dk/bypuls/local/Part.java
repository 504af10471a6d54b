package dk.bypuls.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of the city with its port, log, data and process-id file. It never outlives its
 * starter.
 */
public abstract class Part implements AutoCloseable {
  /** Marks every process of a city with its data folder, so that none can be overlooked. */
  static final String MARK = "BYPULS_CITY";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 100;
  private static final int LOG_LINES_IN_MESSAGE = 5;
  private static final int LONGEST_LINE = 300;

  private final String name;
  private final CityFolder city;
  private final int port;
  private @Nullable Process process;

  protected Part(String name, CityFolder city, int port) {
    this.name = name;
    this.city = city;
    this.port = port;
  }

  /**
   * What to execute. Called at each start, after what it needs was prepared by {@link #prepare}.
   */
  protected abstract List<String> command();

  /** Whether the running process serves its callers now. */
  protected abstract boolean isReady();

  protected Map<String, String> environment() {
    return Map.of();
  }

  /** Makes what the process needs before it can start. */
  protected void prepare() {}

  /** Done each time the process has become ready. */
  protected void afterReady() {}

  /** How the process is asked to stop. */
  protected String stopSignal() {
    return "TERM";
  }

  public final String name() {
    return name;
  }

  public final CityFolder city() {
    return city;
  }

  public final int port() {
    return port;
  }

  public final Path log() {
    return city.log(name);
  }

  public final synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The process id; fails when there is no process. */
  public final synchronized long pid() {
    return running().pid();
  }

  /** Starts the process and returns at once. */
  public final synchronized void launch() {
    if (isAlive()) {
      throw new PartFailure(name + " is running already with process id " + pid());
    }
    try {
      Files.createDirectories(log().getParent());
      Files.createDirectories(city.pid(name).getParent());
      Files.deleteIfExists(city.ready(name));
      prepare();
      Process started = builder().start();
      Keeper.keep(started.pid());
      process = started;
      Files.writeString(city.pid(name), started.pid() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private ProcessBuilder builder() {
    List<String> command = new ArrayList<>(command());
    // A session of its own: the Ctrl-C of a terminal reaches only us, and we stop parts in order.
    command.add(0, "setsid");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment());
    builder.environment().put(MARK, city.path().toString());
    // Without it glibc keeps a pool of free memory for every few threads.
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    return builder;
  }

  /**
   * Waits until the part serves its callers; fails with the end of its log when it stops instead.
   */
  public final void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!isReady()) {
      if (!isAlive()) {
        throw new PartFailure(name + " stopped while starting; " + endOfLog());
      }
      if (System.nanoTime() > deadline) {
        throw new PartFailure(
            name + " was not ready after " + START_LIMIT.toSeconds() + " s; " + endOfLog());
      }
      pause();
    }
    afterReady();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailure("interrupted while waiting", e);
    }
  }

  private String endOfLog() {
    try (Stream<String> lines = Files.lines(log())) {
      List<String> all =
          lines.filter(line -> !line.startsWith("\tat ")).map(Part::shortened).toList();
      List<String> end = all.subList(Math.max(0, all.size() - LOG_LINES_IN_MESSAGE), all.size());
      return "its log " + log() + " ends:\n  " + String.join("\n  ", end);
    } catch (IOException | UncheckedIOException e) {
      return "see its log " + log();
    }
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
  }

  /** Asks the process to stop, ends it when it does not, and returns when it is gone. */
  public final synchronized void stop() {
    end(stopSignal(), STOP_LIMIT);
  }

  /** Ends the process as a power cut would (-9), and returns when it is gone. */
  public final synchronized void kill() {
    if (process != null) {
      // Held still, it cannot start another process that would outlive it.
      Signals.send("STOP", process.toHandle());
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    end("KILL", KILL_LIMIT);
  }

  /** Starts the process again, stopping it first when it runs, and waits until it is ready. */
  public final void restart() {
    stop();
    launch();
    awaitReady();
  }

  @Override
  public final void close() {
    stop();
  }

  /** Completes with the process when it has ended, whoever ended it. */
  final synchronized CompletableFuture<Process> onExit() {
    return running().onExit();
  }

  private void end(String signal, Duration limit) {
    Process ending = process;
    if (ending == null) {
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(ending.descendants().toList());
    all.add(0, ending.toHandle());
    Signals.send(signal, ending.toHandle());
    if (!awaitEnd(all, limit)) {
      all.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(all, KILL_LIMIT);
    }
    Keeper.forget(ending.pid());
    process = null;
    try {
      Files.deleteIfExists(city.pid(name));
      Files.deleteIfExists(city.ready(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up after " + name, e);
    }
  }

  private static boolean awaitEnd(List<ProcessHandle> handles, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (ProcessHandle handle : handles) {
        handle.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new PartFailure(name + " is not running");
    }
    return process;
  }
}
