package dk.bypuls.bench;

import dk.bypuls.local.CityFolder;
import dk.bypuls.local.CitySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running city, and how it is asked for more than it gives. */
final class OverloadedCity {

  private static final Pattern POLICY = Pattern.compile("q=(\\d+);w=(\\d+)");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String HISTORY = "/v1/datasets/%s/windows?from=P30D&limit=1000";
  private static final String LIVE = "/v1/live";
  private static final String ENDED = "bypuls_live_disconnected_total";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final URI base;
  private final String history;

  private OverloadedCity(int port) {
    this.port = port;
    this.base = URI.create("http://127.0.0.1:" + port);
    this.history = HISTORY.formatted(firstDataset());
  }

  /** The one that runs in that folder. */
  static OverloadedCity in(Path folder) {
    return new OverloadedCity(
        CitySettings.read(new CityFolder(folder))
            .orElseThrow(
                () -> new IllegalStateException("no city is in " + folder + ": ./bypuls up"))
            .ports()
            .api());
  }

  private String firstDataset() {
    Matcher id = ID.matcher(get("/v1/datasets").body());
    if (!id.find()) {
      throw new IllegalStateException("nothing is public in this city");
    }
    return id.group(1);
  }

  /** So many requests in so many seconds. */
  record Allowed(int requests, int seconds) {
    double perSecond() {
      return requests / (double) seconds;
    }
  }

  /** How much it says it gives. */
  Allowed allowed() {
    String policy = get(history).headers().firstValue("RateLimit-Policy").orElse("");
    Matcher said = POLICY.matcher(policy);
    if (!said.find()) {
      throw new IllegalStateException("the city does not say how much it gives");
    }
    return new Allowed(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)));
  }

  URI live() {
    return base.resolve(LIVE);
  }

  /** Some who listen to it. */
  Subscribers listeners() {
    return new Subscribers(port, LIVE, new Journeys());
  }

  /** Some who listened to it until that event, and do so from that address. */
  Subscribers listenersAgain(String lastId, String from) {
    return new Subscribers(port, LIVE + "?lastEventId=" + lastId, new Journeys(), from);
  }

  /** Asks it for history so many times a second. */
  Flood flood(double perSecond) {
    return new Flood(port, history, perSecond);
  }

  /** How long it takes until history is answered. */
  Duration untilAnswered() {
    long began = System.nanoTime();
    Waiting.until("history is answered again", () -> get(history).statusCode() == 200);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Why the service ended connections, since it began: the deaf ones are among them. */
  List<String> endings() {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(ENDED) && !line.endsWith(" 0.0"))
        .map(line -> line.substring(ENDED.length()))
        .toList();
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(base.resolve(path)).timeout(Overload.RECOVERY).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the city does not answer", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }
}
