package dk.bypuls.simulator.send;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;

/** What was handed to the broker and not yet acknowledged, oldest first. */
final class InFlight {
  private final ArrayDeque<Outgoing> messages = new ArrayDeque<>();
  private int unacknowledged;
  private long acknowledged;

  synchronized void add(Outgoing message) {
    messages.add(message);
    unacknowledged++;
  }

  synchronized void acknowledge(Outgoing message) {
    if (message.acknowledge()) {
      unacknowledged--;
      acknowledged++;
      while (!messages.isEmpty() && messages.element().isAcknowledged()) {
        messages.remove();
      }
      notifyAll();
    }
  }

  /** Waits until fewer than this many are unacknowledged, or until the time is up. */
  synchronized boolean awaitFewerThan(int limit, long millis) throws InterruptedException {
    long end = System.currentTimeMillis() + millis;
    for (long left = millis; unacknowledged >= limit; left = end - System.currentTimeMillis()) {
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized List<Outgoing> unacknowledged() {
    return messages.stream().filter(message -> !message.isAcknowledged()).toList();
  }

  synchronized OptionalLong oldestTime() {
    return messages.isEmpty() ? OptionalLong.empty() : OptionalLong.of(messages.element().time());
  }

  synchronized int size() {
    return unacknowledged;
  }

  synchronized long acknowledgedInAll() {
    return acknowledged;
  }
}
