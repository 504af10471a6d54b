package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import java.nio.file.Path;
import java.time.Duration;

/** How long windows stand still when the instance that makes them is killed beside another. */
final class TakeOver {

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final long SETTLES_MILLIS = 5_000;

  private final AggregatorStand stand;

  TakeOver(AggregatorStand stand) {
    this.stand = stand;
  }

  /**
   * Has another instance join the one that has all partitions, and kills that one when the other
   * has read what it keeps at hand.
   *
   * @param standbys how many other instances keep the state of a partition at hand
   * @param news sends records to all partitions
   * @return how long it took from the kill until the other had worked those off
   */
  Duration after(int standbys, Runnable news) {
    stand.restart(standbys);
    Path state = stand.folder().resolve("state-at-hand-" + standbys);
    int port = FreePorts.one();
    try (Measured another = stand.start(state, port, standbys)) {
      AggregatorStand.awaitReady(port);
      awaitQuiet(state);
      long killed = System.nanoTime();
      stand.service().kill();
      news.run();
      stand.awaitWorkedOff(LIMIT);
      return Duration.ofNanos(System.nanoTime() - killed);
    }
  }

  /** Waits until what it keeps at hand grows no more. */
  private static void awaitQuiet(Path state) {
    long[] bytes = {-1};
    Waiting.until(
        "the state is at hand",
        LIMIT,
        () -> {
          long before = bytes[0];
          Waiting.pause(SETTLES_MILLIS);
          bytes[0] = AggregatorStand.bytes(state);
          return bytes[0] == before;
        });
  }
}
