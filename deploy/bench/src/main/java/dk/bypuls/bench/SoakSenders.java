package dk.bypuls.bench;

import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Senders that never rest, and know by its number what was acknowledged to them. */
final class SoakSenders {

  /** So many are at the broker at most: ingest has always something to do, and the broker room. */
  private static final int BACKLOG = 20_000;

  private static final int LANES = 32;
  private static final int ACCEPTED = 202;
  private static final int OF_HUNDRED_UNKNOWN = 98;
  private static final int OF_HUNDRED_JOINS = 99;

  // Shorter than ingest asks for: a sender that does not listen.
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final IngestStand stand;
  private final UplinkSender sender;
  private final Poster poster = new Poster();
  private final BitSet readings = new BitSet();
  private final BitSet unknown = new BitSet();
  private final BitSet posted = new BitSet();
  private final AtomicInteger posts = new AtomicInteger();
  private final Semaphore lanes = new Semaphore(0);
  private final Thread publishing = new Thread(this::publish, "soak-mqtt");
  private volatile boolean stopping;
  private volatile @Nullable RuntimeException failure;

  SoakSenders(IngestStand stand, UplinkSender sender) {
    this.stand = stand;
    this.sender = sender;
  }

  void start() {
    publishing.start();
    for (int lane = 0; lane < LANES; lane++) {
      next();
    }
  }

  /** Stops, and waits until all that was sent is acknowledged. */
  void stop() {
    stopping = true;
    try {
      publishing.join();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
    if (failure != null) {
      throw failure;
    }
    sender.flush();
    lanes.acquireUninterruptibly(LANES);
  }

  private void publish() {
    try {
      int number = 0;
      while (!stopping) {
        int left = number - settled();
        for (int i = left; i < BACKLOG && !stopping; i++) {
          publish(number++);
        }
        Waiting.pause(100);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private int settled() {
    return (int)
        (stand.count("bypuls_ingest_accepted_total", BenchRegistry.LORAWAN)
            + stand.count("bypuls_ingest_quarantined_total", BenchRegistry.LORAWAN)
            + stand.count("bypuls_ingest_dropped_total", BenchRegistry.LORAWAN));
  }

  private void publish(int number) {
    int kind = number % 100;
    boolean isUnknown = kind == OF_HUNDRED_UNKNOWN;
    String device = isUnknown ? BenchRegistry.UNKNOWN : BenchRegistry.PLAIN;
    String event = kind == OF_HUNDRED_JOINS ? "join" : "up";
    sender.publish(
        UplinkSender.topic("bench", device, event),
        UplinkSender.uplink(device, Instant.now(), number),
        () -> {
          if (event.equals("up")) {
            note(isUnknown ? unknown : readings, number);
          }
        });
  }

  private void next() {
    if (stopping) {
      lanes.release();
    } else {
      post(posts.getAndIncrement());
    }
  }

  private void post(int number) {
    var unused =
        poster
            .post(stand.port(), "/ingest/" + BenchRegistry.HTTP, Instant.now(), number)
            .whenComplete(
                (status, lost) -> {
                  if (lost == null && status == ACCEPTED) {
                    note(posted, number);
                    next();
                  } else {
                    LATER.execute(() -> post(number));
                  }
                });
  }

  private static void note(BitSet numbers, int number) {
    synchronized (numbers) {
      numbers.set(number);
    }
  }

  int acknowledgedByMqtt() {
    return readings.cardinality() + unknown.cardinality();
  }

  int acknowledgedByHttp() {
    return posted.cardinality();
  }

  /** How many of the acknowledged ones were not found. */
  int missing(SoakTopics found) {
    return missing(readings, found.ofMqtt())
        + missing(posted, found.ofHttp())
        + Math.max(0, unknown.cardinality() - found.setAside());
  }

  private static int missing(BitSet acknowledged, BitSet found) {
    BitSet missing = (BitSet) acknowledged.clone();
    missing.andNot(found);
    return missing.cardinality();
  }
}
