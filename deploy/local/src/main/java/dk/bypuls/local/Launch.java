package dk.bypuls.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a city from its start to its stop, in this process. */
public final class Launch {
  private static final long NEEDED_MEGABYTES = 2_048;
  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  private final CityFolder folder;
  private final Wishes wishes;
  private final Progress progress;
  private final Checkout checkout = Checkout.find();

  public Launch(CityFolder folder, Wishes wishes, Progress progress) {
    this.folder = folder;
    this.wishes = wishes;
    this.progress = progress;
  }

  /**
   * What a person asked for.
   *
   * @param portBase the first of the city's ports; null leaves them as they were
   * @param empty whether to do without the simulated town
   */
  public record Wishes(@Nullable Integer portBase, boolean empty) {}

  /** Fails with a line that says what to do when the city cannot be started as things are. */
  public static void check(CityFolder folder, Wishes wishes) {
    if (CityLock.isTaken(folder)) {
      throw alreadyRunning(folder);
    }
    List<String> taken = settings(folder, wishes).ports().taken();
    if (!taken.isEmpty()) {
      throw new PartFailure(
          String.join(", ", taken) + "; stop who uses it or choose others with --port-base N");
    }
    makeFolder(folder);
    long free = folder.path().toFile().getUsableSpace() / BYTES_PER_MEGABYTE;
    if (free < NEEDED_MEGABYTES) {
      throw new PartFailure(
          String.format(
              Locale.ROOT,
              "only %d MB of disk are free for %s; a city needs %d MB",
              free,
              folder.path(),
              NEEDED_MEGABYTES));
    }
  }

  private static PartFailure alreadyRunning(CityFolder folder) {
    return new PartFailure(
        "a city already runs in "
            + folder.path()
            + "; look at it with ./bypuls status, stop it with ./bypuls down");
  }

  private static void makeFolder(CityFolder folder) {
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder " + folder.path(), e);
    }
  }

  static CitySettings settings(CityFolder folder, Wishes wishes) {
    Optional<CitySettings> former = CitySettings.read(folder);
    Integer base = wishes.portBase();
    Ports ports =
        base == null ? former.map(CitySettings::ports).orElse(Ports.DEFAULT) : Ports.from(base);
    Instant born =
        former
            .map(CitySettings::born)
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    return new CitySettings(ports, wishes.empty(), born);
  }

  /** Starts everything, says where it is, and returns when the city was stopped. */
  public void run() throws InterruptedException {
    check(folder, wishes);
    try (CityLock lock = CityLock.take(folder).orElseThrow(() -> alreadyRunning(folder))) {
      CitySettings settings = settings(folder, wishes);
      settings.write(folder);
      Leftovers.end(folder, progress);
      Supervisor supervisor = new Supervisor(folder, progress);
      Thread stop = new Thread(() -> stop(supervisor), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        start(supervisor, settings);
      } catch (RuntimeException failure) {
        // What is stopped while it starts fails; that is nobody's news.
        if (!supervisor.isStopped()) {
          supervisor.fail();
          throw failure;
        }
      }
      supervisor.awaitStop();
      stop.join();
    }
  }

  private void stop(Supervisor supervisor) {
    progress.tell("stopping the city");
    supervisor.stop();
    progress.tell("the city is stopped; its data stays in " + folder.path());
  }

  private void start(Supervisor supervisor, CitySettings settings) {
    City city = new City(folder, settings, checkout, line -> progress.tell("database: " + line));
    city.writeSecrets();
    supervisor.start(city.brokers());
    supervisor.start(city.services());
    if (!settings.empty()) {
      startTown(supervisor, new Town(folder, settings, checkout));
    }
    new Summary(folder, settings, city.database().isTimescale()).print(progress);
    supervisor.settle();
  }

  private void startTown(Supervisor supervisor, Town town) {
    if (!town.isBuilt()) {
      progress.tell("simulator: not built, so the city stays empty");
      return;
    }
    progress.tell("simulator: registering the town");
    progress.tell("simulator: " + town.register());
    if (!town.awaitListener()) {
      progress.tell("simulator: ingest does not listen to the town yet; ./bypuls logs ingest");
    }
    supervisor.start(List.of(town.simulator()));
    town.past(progress::tell, supervisor::isStopped).begin();
  }
}
