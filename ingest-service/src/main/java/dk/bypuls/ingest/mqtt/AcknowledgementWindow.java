package dk.bypuls.ingest.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * The unacknowledged messages of one connection.
 *
 * <p>They are acknowledged in the order in which they arrived, as MQTT demands. So one batch from
 * Kafka acknowledges a batch here.
 */
final class AcknowledgementWindow {

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final IntConsumer acknowledge;
  private boolean closed;

  /**
   * Empty.
   *
   * @param acknowledge acknowledges the message with that packet identifier
   */
  AcknowledgementWindow(IntConsumer acknowledge) {
    this.acknowledge = acknowledge;
  }

  /** Puts a message that arrived at the end. */
  synchronized Waiting arrived(int packet) {
    Waiting message = new Waiting(packet);
    waiting.add(message);
    return message;
  }

  /** Acknowledges that message as soon as all before it are. */
  synchronized void settle(Waiting message) {
    message.settled = true;
    while (!closed && !waiting.isEmpty() && waiting.element().settled) {
      acknowledge.accept(waiting.remove().packet);
    }
    if (waiting.isEmpty()) {
      notifyAll();
    }
  }

  /** Acknowledges nothing any more: packet identifiers mean nothing on another connection. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }

  /** Waits until nothing is unacknowledged, or the time is over. */
  synchronized void awaitEmpty(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!waiting.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** A message that is not acknowledged yet. */
  static final class Waiting {
    private final int packet;
    private boolean settled;

    private Waiting(int packet) {
      this.packet = packet;
    }
  }
}
