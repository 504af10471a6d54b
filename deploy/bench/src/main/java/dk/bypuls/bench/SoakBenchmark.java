package dk.bypuls.bench;

import dk.bypuls.bench.Soak.Plan;
import dk.bypuls.bench.Soak.Stop;
import java.time.Duration;
import java.util.List;

/** The soak of ingest, as long as one pleases. */
final class SoakBenchmark implements Benchmark {

  private static final String MINUTES = "--minutes";
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int LEAST_MINUTES = 3;

  private Duration length = Duration.ofMinutes(10);

  @Override
  public String about() {
    return "[--minutes 10] ingest at full speed while Kafka is stopped twice: memory, loss, counts";
  }

  @Override
  public void configure(List<String> options) {
    if (options.isEmpty()) {
      return;
    }
    boolean isMinutes =
        options.size() == 2
            && options.get(0).equals(MINUTES)
            && options.get(1).matches("[1-9]\\d{0,3}");
    if (!isMinutes || Integer.parseInt(options.get(1)) < LEAST_MINUTES) {
      throw new IllegalArgumentException(
          "soak takes " + MINUTES + " N, at least " + LEAST_MINUTES + "; not " + options);
    }
    length = Duration.ofMinutes(Integer.parseInt(options.get(1)));
  }

  @Override
  public void run(Rounds rounds) {
    Plan plan =
        new Plan(
            length,
            BETWEEN,
            List.of(
                new Stop(length.dividedBy(3), STOP, false),
                new Stop(length.multipliedBy(2).dividedBy(3), STOP, true)));
    List<String> failures = new Soak(plan, rounds).run();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("the soak failed: " + String.join("; ", failures));
    }
    rounds.say("all held");
  }
}
