package dk.bypuls.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** How long it takes until windows are made again when a machine is lost with its state. */
final class RestoreBenchmark implements Benchmark {

  private static final int LOSSES = 3;
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration LIMIT = Duration.ofHours(1);

  private Options options = Options.of(List.of(), Map.of());

  @Override
  public String about() {
    return "[--sensors 5000 --quantities 3 --hours 24 --heap 256] kill -9 and the state folder gone,"
        + " until windows are made again";
  }

  @Override
  public void configure(List<String> given) {
    options =
        Options.of(
            given, Map.of("--sensors", 5000, "--quantities", 3, "--hours", 24, "--heap", 256));
  }

  @Override
  public void run(Rounds rounds) {
    Fleet fleet =
        new Fleet(
            "city", options.number("--sensors"), QUARTER, options.number("--quantities"), false);
    Duration span = Duration.ofHours(options.number("--hours"));
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(span).minus(QUARTER);
    try (AggregatorStand stand = new AggregatorStand(fleet.registry(), options.number("--heap"))) {
      fleet.send(stand.kafka().bootstrapServers(), from, span);
      stand.awaitWorkedOff(LIMIT);
      for (int loss = 1; loss <= LOSSES; loss++) {
        double seconds = stand.loseState().toMillis() / 1000.0;
        rounds.say(
            "{\"bench\":\"restore\",\"round\":%d,\"sensors\":%d,\"quantities\":%d,\"readings\":%d,"
                + "\"seconds\":%.1f,\"changelogMegabytes\":%.0f,\"stateMegabytes\":%.0f}",
            loss,
            fleet.sensors(),
            fleet.quantities(),
            fleet.readings(span),
            seconds,
            stand.changelogMegabytes(),
            stand.stateMegabytes());
      }
    }
  }
}
