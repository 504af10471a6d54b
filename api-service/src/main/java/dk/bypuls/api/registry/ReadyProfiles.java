package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.RegistryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Registers the profiles that Bypuls brings itself, as soon as the database is there. */
public final class ReadyProfiles implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ReadyProfiles.class);

  private static final List<String> NAMES =
      List.of(
          "bypuls",
          "air-quality",
          "co2",
          "door-occupancy",
          "electricity-meter",
          "heat-meter",
          "level-pressure",
          "level-ultrasound",
          "noise",
          "parking",
          "people-counter",
          "rain",
          "soil-moisture",
          "temperature-humidity",
          "waste-fill",
          "water-meter",
          "weather-station");

  private final RegistryDatabase database;
  private final Registrar registrar;
  private final Duration retryWait;
  private final Thread thread = new Thread(this::run, "ready-profiles");

  public ReadyProfiles(RegistryDatabase database, Registrar registrar, Duration retryWait) {
    this.database = database;
    this.registrar = registrar;
    this.retryWait = retryWait;
    thread.setDaemon(true);
  }

  /** What is ready, as registry files. */
  public static List<RegistryFile> files() {
    return NAMES.stream().map(name -> new RegistryFile(name + ".yaml", text(name))).toList();
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            ReadyProfiles.class.getResourceAsStream("/ready/" + name + ".yaml"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    boolean told = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        database.migrate();
        registrar.applyOwn(files());
        return;
      } catch (RuntimeException e) {
        if (!told) {
          LOG.warnf("the ready profiles are not registered yet: %s; trying again", e.getMessage());
          told = true;
        }
      }
      pause();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(retryWait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
