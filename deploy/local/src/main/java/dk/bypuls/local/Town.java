package dk.bypuls.local;

import dk.bypuls.local.AdminApi.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The simulated town of a city: what the registry must know of it, and who speaks for its sensors.
 */
final class Town {
  /** The ground of its map, among a city's data. */
  static final String BASE_MAP = "basemap.geojson";

  /** Who puts tiles of real streets there sees those instead. */
  static final String TILES = "basemap.pmtiles";

  private static final String MODULE = "deploy/simulator";
  private static final String CONNECTED = "bypuls_ingest_mqtt_connected{";
  private static final int UNAVAILABLE = 503;
  private static final Duration REGISTRY_LIMIT = Duration.ofSeconds(30);
  private static final Duration LISTENER_LIMIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 500;

  private final CityFolder folder;
  private final CitySettings settings;
  private final Checkout checkout;
  private final HttpClient http = HttpClient.newHttpClient();

  Town(CityFolder folder, CitySettings settings, Checkout checkout) {
    this.folder = folder;
    this.settings = settings;
    this.checkout = checkout;
  }

  boolean isBuilt() {
    return Files.isDirectory(checkout.resolve(MODULE).resolve("target/lib"));
  }

  /** Writes the town's registry files, the same at each start, and applies them. */
  String register() {
    Path registry = folder.data("registry");
    Shell.demand(
        "write the registry of the simulated town",
        Simulator.command(
            checkout,
            "WriteRegistry",
            List.of(
                "--out", registry.toString(),
                "--base-map", folder.data(BASE_MAP).toString(),
                "--broker", "tcp://127.0.0.1:" + settings.ports().mqtt(),
                "--now", settings.born().toString())));
    RegistryFiles files = RegistryFiles.below(List.of(registry));
    Answer answer = applyPatiently(files);
    if (!answer.isSuccess()) {
      throw new PartFailure(
          "the registry of the simulated town was refused: "
              + answer.detail()
              + "; ./bypuls apply \""
              + registry
              + "\" tells more");
    }
    return answer.body().path("changes").size()
        + " changes in the registry, "
        + answer.body().path("unchanged").asInt()
        + " unchanged";
  }

  /** An API that has just started may still be preparing its tables. */
  private Answer applyPatiently(RegistryFiles files) {
    AdminApi api = new AdminApi(folder, settings.ports().api());
    long deadline = System.nanoTime() + REGISTRY_LIMIT.toNanos();
    Answer answer = files.apply(api, false);
    while (answer.status() == UNAVAILABLE && System.nanoTime() < deadline) {
      pause();
      answer = files.apply(api, false);
    }
    return answer;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailure("interrupted while waiting for a service", e);
    }
  }

  /**
   * Waits until ingest listens to the town; what is published before anybody subscribed, a broker
   * forgets. False when that takes too long.
   */
  boolean awaitListener() {
    long deadline = System.nanoTime() + LISTENER_LIMIT.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        if (ingestListens()) {
          return true;
        }
        pause();
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailure("interrupted while waiting for ingest", e);
    }
  }

  private boolean ingestListens() throws InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + settings.ports().ingest() + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    try {
      return listens(http.send(request, HttpResponse.BodyHandlers.ofLines()).body());
    } catch (IOException notNow) {
      return false;
    }
  }

  private static boolean listens(Stream<String> metrics) {
    List<String> sources = metrics.filter(line -> line.startsWith(CONNECTED)).toList();
    return !sources.isEmpty() && sources.stream().allMatch(line -> line.endsWith(" 1.0"));
  }

  /** What has the weeks before its last days told. */
  TownPast past(Consumer<String> tell, BooleanSupplier over) {
    return new TownPast(folder, settings, checkout, tell, over);
  }

  Simulator simulator() {
    return new Simulator(folder, checkout, settings.ports().mqtt());
  }
}
