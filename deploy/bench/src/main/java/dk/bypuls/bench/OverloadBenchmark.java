package dk.bypuls.bench;

import dk.bypuls.bench.OverloadedCity.Allowed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running city, asked for history many times more than it says it gives: what live is like
 * meanwhile, how soon who asks too much is refused, and how soon all is as before (D7, I10).
 */
final class OverloadBenchmark implements Benchmark {

  private static final Map<String, Integer> USUAL =
      Map.of("--seconds", 120, "--times", 50, "--quiet", 30, "--deaf", 50, "--back", 10_000);
  private static final double ALMOST_ALL = 0.99;
  private static final int SETTLING_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 20;
  private static final double MOST_QUIET_MILLIS = 3_000;

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
    OverloadedCity asked = OverloadedCity.in(city);
    Allowed allowed = asked.allowed();
    double perSecond = options.number("--times") * allowed.perSecond();
    try (LiveEar ear = new LiveEar(asked.live());
        Subscribers others = asked.listeners()) {
      others.connectDeaf(options.number("--deaf"));
      others.connectSlow(options.number("--deaf"));
      warmUp(asked, perSecond);
      double quiet = quiet(ear);
      Overload overload = flooded(asked, ear, perSecond, quiet);
      overload.say(rounds);
      ear.ends().forEach(why -> rounds.say("live ended and was resumed: %s", why));
      asked.endings().forEach(line -> rounds.say("connections that the service ended: %s", line));
      comeBack(rounds, asked, ear, allowed);
      overload.judge(ear.ends());
    }
  }

  /** What was never asked before is compiled first, which is no part of an answer. */
  private static void warmUp(OverloadedCity asked, double perSecond) {
    try (Flood first = asked.flood(perSecond)) {
      pause(WARM_UP_SECONDS);
    }
  }

  /** How long live takes while nobody asks for much. */
  private double quiet(LiveEar ear) {
    awaitQuiet(ear);
    pause(options.number("--quiet"));
    return almostAll(ear);
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

  /** What becomes of live and of who asks while too much is asked, and right after it. */
  private Overload flooded(OverloadedCity asked, LiveEar ear, double perSecond, double quiet) {
    Flood flood = asked.flood(perSecond);
    pause(options.number("--seconds"));
    double flooded = almostAll(ear);
    flood.close();
    Duration recovered = asked.untilAnswered();
    return new Overload(perSecond, flood.answers(), flood.refusals(), quiet, flooded, recovered);
  }

  /** Everybody comes back at once. */
  private void comeBack(Rounds rounds, OverloadedCity asked, LiveEar ear, Allowed allowed) {
    try (ComeBack back = new ComeBack(asked, ear.lastId(), allowed, options.number("--back"))) {
      ear.take();
      double seconds = back.all();
      pause(SETTLING_SECONDS);
      rounds.say(
          "%d come back at once: all are answered after %.1f s; live p99 meanwhile %.0f ms",
          back.count(), seconds, almostAll(ear));
    }
  }

  private static double almostAll(LiveEar ear) {
    return Quantile.of(ear.take(), ALMOST_ALL);
  }

  private static void pause(int seconds) {
    Waiting.pause(TimeUnit.SECONDS.toMillis(seconds));
  }
}
