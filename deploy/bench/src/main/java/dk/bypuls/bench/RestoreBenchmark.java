package dk.bypuls.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** How long it takes until windows are made again when a machine is lost with its state. */
final class RestoreBenchmark implements Benchmark {

  private static final int LOSSES = 3;

  /** How many instances keep the state of a partition at hand when it is taken over. */
  private static final int[] STANDBYS = {0, 1};

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration LIMIT = Duration.ofHours(1);

  /** Each take-over takes the time of the records to the next hour. */
  private static final Duration SINCE_THEN = Duration.ofHours(1L + STANDBYS.length);

  private Options options = Options.of(List.of(), Map.of());

  private Instant next = Instant.EPOCH;

  @Override
  public String about() {
    return "[--sensors 5000 --quantities 3 --hours 24 --heap 256] kill -9 and the state folder gone,"
        + " until windows are made again; and until another instance makes them";
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
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(span).minus(SINCE_THEN);
    try (AggregatorStand stand = new AggregatorStand(fleet.registry(), options.number("--heap"))) {
      next = fleet.send(stand.kafka().bootstrapServers(), from, span);
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
      takeOvers(rounds, stand, fleet);
    }
  }

  private void takeOvers(Rounds rounds, AggregatorStand stand, Fleet fleet) {
    TakeOver takeOver = new TakeOver(stand);
    for (int standbys : STANDBYS) {
      Duration taken =
          takeOver.after(
              standbys,
              () -> next = fleet.send(stand.kafka().bootstrapServers(), next, Duration.ZERO));
      rounds.say(
          "{\"bench\":\"take-over\",\"standbys\":%d,\"sensors\":%d,\"seconds\":%.1f}",
          standbys, fleet.sensors(), taken.toMillis() / 1000.0);
    }
  }
}
