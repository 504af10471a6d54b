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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running city, asked for history many times more than it says it gives: what live is like
 * meanwhile, how soon who asks too much is refused, and how soon all is as before (D7, I10).
 */
final class OverloadBenchmark implements Benchmark {

  private static final Map<String, Integer> USUAL =
      Map.of("--seconds", 120, "--times", 50, "--quiet", 30, "--deaf", 50, "--back", 10_000);
  private static final Pattern POLICY = Pattern.compile("q=(\\d+);w=(\\d+)");
  private static final String HISTORY = "/v1/datasets/%s/windows?from=P30D&limit=1000";
  private static final String ENDED = "bypuls_live_disconnected_total";
  private static final int MOST_SLOWER = 3;

  /** So many of one address may listen, as a city is set. */
  private static final int OF_ONE_ADDRESS = 1_000;

  private static final int FIRST_ADDRESS = 20;
  private static final double ALMOST_ALL = 0.99;
  private static final int SETTLING_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 20;
  private static final double MOST_QUIET_MILLIS = 3_000;
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path city;
  private Options options = Options.of(List.of(), USUAL);

  OverloadBenchmark(Path city) {
    this.city = city;
  }

  @Override
  public String about() {
    return "a running city, asked for 50 times the history it gives beside some who listen and"
        + " read little or nothing: live, refusals, recovery, 10,000 who come back at once";
  }

  @Override
  public void configure(List<String> given) {
    options = Options.of(given, USUAL);
  }

  @Override
  public void run(Rounds rounds) {
    int port =
        CitySettings.read(new CityFolder(city))
            .orElseThrow(() -> new IllegalStateException("no city is in " + city + ": ./bypuls up"))
            .ports()
            .api();
    URI base = URI.create("http://127.0.0.1:" + port);
    String history = HISTORY.formatted(firstDataset(base));
    Allowed allowed = allowed(base.resolve(history));
    double perSecond = options.number("--times") * allowed.perSecond();
    try (LiveEar ear = new LiveEar(base.resolve("/v1/live"));
        Subscribers others = new Subscribers(port, "/v1/live", new Journeys())) {
      others.connectDeaf(options.number("--deaf"));
      others.connectSlow(options.number("--deaf"));
      warmUp(port, history, perSecond);
      awaitQuiet(ear);
      pause(options.number("--quiet"));
      double quiet = Quantile.of(ear.take(), ALMOST_ALL);
      Flood flood = new Flood(port, history, perSecond);
      pause(options.number("--seconds"));
      double flooded = Quantile.of(ear.take(), ALMOST_ALL);
      flood.close();
      Duration recovered = untilAnswered(base.resolve(history));
      say(rounds, perSecond, quiet, flooded, flood, recovered);
      ear.ends().forEach(why -> rounds.say("live ended and was resumed: %s", why));
      endings(base).forEach(line -> rounds.say("connections that the service ended: %s", line));
      allComeBack(rounds, port, ear, allowed);
      judge(quiet, flooded, flood, recovered, ear.ends());
    }
  }

  /** Everybody at once, from as many addresses as so many need. */
  private void allComeBack(Rounds rounds, int port, LiveEar ear, Allowed allowed) {
    List<Subscribers> back = new ArrayList<>();
    int ofOne = Math.min(OF_ONE_ADDRESS, allowed.requests());
    String again = "/v1/live?lastEventId=" + ear.lastId();
    for (int left = options.number("--back"); left > 0; left -= ofOne) {
      back.add(
          new Subscribers(port, again, new Journeys(), "127.0.0." + (FIRST_ADDRESS + back.size())));
    }
    try {
      ear.take();
      long began = System.nanoTime();
      int each = options.number("--back") / back.size();
      back.forEach(some -> some.begin(each));
      back.forEach(Subscribers::awaitAnswers);
      double seconds = (System.nanoTime() - began) / 1e9;
      pause(SETTLING_SECONDS);
      rounds.say(
          "%d come back at once: all are answered after %.1f s; live p99 meanwhile %.0f ms",
          each * back.size(), seconds, Quantile.of(ear.take(), ALMOST_ALL));
    } finally {
      back.forEach(Subscribers::close);
    }
  }

  /** What was never asked before is compiled first, which is no part of an answer. */
  private static void warmUp(int port, String history, double perSecond) {
    try (Flood first = new Flood(port, history, perSecond)) {
      pause(WARM_UP_SECONDS);
    }
  }

  /** Why the service ended connections, since it began: the deaf ones are among them. */
  private List<String> endings(URI base) {
    return get(base.resolve("/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith(ENDED) && !line.endsWith(" 0.0"))
        .map(line -> line.substring(ENDED.length()))
        .toList();
  }

  /** What a city catches up with when it starts is told late, whatever else is asked of it. */
  private static void awaitQuiet(LiveEar ear) {
    pause(SETTLING_SECONDS);
    ear.take();
    Waiting.until(
        "live tells what happens now",
        () -> {
          pause(SETTLING_SECONDS);
          List<Double> heard = ear.take();
          return !heard.isEmpty() && Quantile.of(heard, ALMOST_ALL) < MOST_QUIET_MILLIS;
        });
  }

  private static void say(
      Rounds rounds,
      double perSecond,
      double quiet,
      double flooded,
      Flood flood,
      Duration recovered) {
    rounds.say("asked %.0f times a second, answered %s", perSecond, flood.answers());
    flood
        .refusals()
        .forEach(
            (status, took) ->
                rounds.say(
                    "a refusal with %s took %.1f ms (median), %.1f ms (p99)",
                    status, Quantile.median(took), Quantile.of(took, ALMOST_ALL)));
    rounds.say(
        "live p99 from append to client: %.0f ms quiet, %.0f ms flooded: %.2f (goal at most %d)",
        quiet, flooded, flooded / quiet, MOST_SLOWER);
    rounds.say("history answered again after %d ms", recovered.toMillis());
  }

  private static void judge(
      double quiet, double flooded, Flood flood, Duration recovered, List<String> ends) {
    boolean refusedPolitely =
        flood.answers().keySet().stream().allMatch(List.of("200", "429", "503")::contains)
            && !flood.refusals().isEmpty();
    if (!ends.isEmpty() || !refusedPolitely) {
      throw new IllegalStateException("live ended, or something else than 429 and 503 was said");
    }
    if (flooded > MOST_SLOWER * quiet || recovered.compareTo(RECOVERY) > 0) {
      throw new IllegalStateException("live was slower, or history came back later, than the goal");
    }
  }

  private Duration untilAnswered(URI history) {
    long began = System.nanoTime();
    Waiting.until("history is answered again", () -> get(history).statusCode() == 200);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** So many requests in so many seconds. */
  private record Allowed(int requests, int seconds) {
    double perSecond() {
      return requests / (double) seconds;
    }
  }

  private Allowed allowed(URI history) {
    String policy = get(history).headers().firstValue("RateLimit-Policy").orElse("");
    Matcher said = POLICY.matcher(policy);
    if (!said.find()) {
      throw new IllegalStateException("the city does not say how much it gives");
    }
    return new Allowed(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)));
  }

  private String firstDataset(URI base) {
    Matcher id =
        Pattern.compile("\"id\":\"([^\"]+)\"").matcher(get(base.resolve("/v1/datasets")).body());
    if (!id.find()) {
      throw new IllegalStateException("nothing is public in this city");
    }
    return id.group(1);
  }

  private HttpResponse<String> get(URI address) {
    try {
      return http.send(
          HttpRequest.newBuilder(address).timeout(RECOVERY).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the city does not answer", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private static void pause(int seconds) {
    Waiting.pause(TimeUnit.SECONDS.toMillis(seconds));
  }
}
