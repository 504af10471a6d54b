package dk.bypuls.ingest.pull;

import dk.bypuls.events.registry.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Fetches one source again and again, in a thread of its own, until it is closed. */
final class PulledSource implements AutoCloseable {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Source source;
  private final Round round;
  private final Waits waits;
  private final PullState state;
  private final Semaphore turns;
  private final Semaphore mine;
  private final BooleanSupplier canBeKept;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Fetches nothing yet.
   *
   * @param turns how many fetches are made at once, of all sources
   * @param mine the one fetch of this source, whoever makes it
   * @param canBeKept whether there is any use in fetching
   */
  PulledSource(
      Source source,
      Round round,
      Waits waits,
      PullState state,
      Semaphore turns,
      Semaphore mine,
      BooleanSupplier canBeKept,
      InstantSource clock) {
    this.source = source;
    this.round = round;
    this.waits = waits;
    this.state = state;
    this.turns = turns;
    this.mine = mine;
    this.canBeKept = canBeKept;
    this.clock = clock;
    thread = new Thread(this::run, "pull-" + source.id());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Source source() {
    return source;
  }

  String inWords() {
    return state.inWords();
  }

  private void run() {
    try {
      Duration wait = waits.first();
      while (!isStopped(wait)) {
        wait = canBeKept.getAsBoolean() ? fetchInTurn() : waitForKafka();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped(Duration wait) throws InterruptedException {
    return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Duration waitForKafka() {
    state.waits("waits for Kafka");
    return LOOK;
  }

  private Duration fetchInTurn() throws InterruptedException {
    mine.acquire();
    try {
      turns.acquire();
      try {
        return fetch();
      } finally {
        turns.release();
      }
    } finally {
      mine.release();
    }
  }

  private Duration fetch() throws InterruptedException {
    long began = System.nanoTime();
    try {
      Ending ending = round.go();
      state.succeeded(ending, clock.instant());
      return waits.afterSuccess(Duration.ofNanos(System.nanoTime() - began));
    } catch (PullException e) {
      state.failed(e.ending(), String.valueOf(e.getMessage()));
      return waits.afterFailure(e.retryAfter());
    } catch (RuntimeException mistake) {
      // Whatever it was, the source is tried again: its thread must outlive our mistakes.
      state.failed(Ending.ERROR, "a mistake of ours: " + mistake.getClass().getName());
      return waits.afterFailure(null);
    }
  }

  /** Makes no further fetch, and gives one that is under way up: it is made anew later. */
  void end() {
    stop.countDown();
    thread.interrupt();
  }

  @Override
  public void close() {
    end();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
