package dk.bypuls.api.open;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What somebody who listens has heard, in its order. */
abstract class Heard implements AutoCloseable {

  /** One event. */
  record Event(String name, @Nullable String id, String data) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable String lastId;
  private final AtomicInteger heartbeats = new AtomicInteger();
  private volatile boolean ended;

  final void take(Event event) {
    lastId = event.id() == null ? lastId : event.id();
    events.add(event);
  }

  /** Nothing was told, but where to go on from. */
  final void isAt(String id) {
    lastId = id;
    heartbeats.incrementAndGet();
  }

  /** How often it was told that it is heard, and where it is. */
  final int heartbeats() {
    return heartbeats.get();
  }

  final void end() {
    ended = true;
  }

  /** Whether the service ended the connection. */
  final boolean hasEnded() {
    return ended;
  }

  final @Nullable String lastId() {
    return lastId;
  }

  /** The next event. */
  final Event next() throws InterruptedException {
    Event event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (event == null) {
      throw new AssertionError("nothing was told for " + PATIENCE);
    }
    return event;
  }

  /**
   * All events up to the one with which all of these are told: what is told of different partitions
   * may come in any order.
   */
  final List<Event> untilAll(Collection<String> data) throws InterruptedException {
    Set<String> missing = new HashSet<>(data);
    return until(event -> missing.remove(event.data()) && missing.isEmpty());
  }

  /** All events up to the first that is as wanted. */
  final List<Event> until(Predicate<Event> wanted) throws InterruptedException {
    List<Event> told = new ArrayList<>();
    do {
      told.add(next());
    } while (!wanted.test(told.get(told.size() - 1)));
    return told;
  }
}
