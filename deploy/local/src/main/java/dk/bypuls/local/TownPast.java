package dk.bypuls.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has the weeks before a town's last days told, so that it is known what is usual there: in no
 * hurry, once in a city's life, when the last days are there.
 */
final class TownPast implements Runnable {
  private static final String SOURCE = "havnstrup-lorawan";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Whoever is that close to the present sends what is said now, and no past any more. */
  private static final Duration PRESENT = Duration.ofMinutes(1);

  /** Late readings are gathered for so long. */
  private static final Duration GATHERED = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 10;

  private final CityFolder folder;
  private final CitySettings settings;
  private final Checkout checkout;
  private final Consumer<String> tell;
  private final BooleanSupplier over;

  /**
   * For the town of a running city.
   *
   * @param over whether the city is being stopped; the next start goes on then
   */
  TownPast(
      CityFolder folder,
      CitySettings settings,
      Checkout checkout,
      Consumer<String> tell,
      BooleanSupplier over) {
    this.folder = folder;
    this.settings = settings;
    this.checkout = checkout;
    this.tell = tell;
    this.over = over;
  }

  /** Begins beside all that goes on. */
  void begin() {
    if (!Files.exists(done())) {
      Thread thread = new Thread(this, "town-past");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    try {
      while (!isPresent()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
      }
      TimeUnit.MILLISECONDS.sleep(GATHERED.toMillis());
      for (int attempt = 1; !attempt(attempt) && attempt < ATTEMPTS; attempt++) {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers whether nothing is left to be done. */
  private boolean attempt(int number) throws InterruptedException {
    try {
      give();
      return true;
    } catch (PartFailure | UncheckedIOException e) {
      if (over.getAsBoolean()) {
        return true;
      }
      if (number == 1) {
        tell.accept("simulator: the weeks past are not told yet: " + e.getMessage());
      }
      return false;
    }
  }

  private void give() throws InterruptedException {
    long began = System.nanoTime();
    PastWeeks weeks = PastWeeks.before(settings.born());
    Path files = folder.data("weeks");
    write(files, weeks);
    PastFiles past =
        new PastFiles(new AdminApi(folder, settings.ports().api()), SOURCE, weeks, LOOK_AGAIN);
    int given = 0;
    for (Path file : list(files)) {
      given += past.give(file) ? 1 : 0;
      remove(file);
    }
    remove(files);
    note(weeks);
    tell.accept(
        "simulator: the weeks from %s to %s are told, by %d orders in %d s"
            .formatted(
                weeks.from(),
                weeks.to(),
                given,
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
  }

  private void write(Path files, PastWeeks weeks) {
    Shell.demand(
        "write the files of the town's weeks past",
        Simulator.command(
            checkout,
            "WritePast",
            List.of(
                "--out", files.toString(),
                "--from", weeks.begin().toString(),
                "--to", weeks.end().toString())));
  }

  /** Whether the simulator has sent the last days, and goes on live. */
  private boolean isPresent() {
    Path state = Simulator.state(folder);
    if (!Files.exists(state)) {
      return false;
    }
    Properties known = new Properties();
    try (Reader reader = Files.newBufferedReader(state)) {
      known.load(reader);
      Instant until = Instant.parse(known.getProperty("sentUntil", ""));
      return until.isAfter(Instant.now().minus(PRESENT));
    } catch (IOException | DateTimeException notNow) {
      return false;
    }
  }

  private Path done() {
    return folder.data("simulator.weeks");
  }

  private void note(PastWeeks weeks) {
    try {
      Files.writeString(done(), "from=%s%nto=%s%n".formatted(weeks.from(), weeks.to()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + done(), e);
    }
  }

  private static List<Path> list(Path files) {
    try (Stream<Path> all = Files.list(files)) {
      return all.filter(file -> file.toString().endsWith(PastFiles.ENDING))
          .sorted(Comparator.comparing(TownPast::isOfMany).thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + files, e);
    }
  }

  /** The few of noise are soon told, and then there is something unusual to be seen. */
  private static boolean isOfMany(Path file) {
    return !String.valueOf(file.getFileName()).contains("-noise-");
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
