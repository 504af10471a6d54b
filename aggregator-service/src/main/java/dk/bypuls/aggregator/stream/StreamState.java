package dk.bypuls.aggregator.stream;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** How Kafka Streams is: at work, sharing out its work, or at an end. */
final class StreamState {

  /** Sharing out the work anew is no reason to take an instance out, unless it goes on. */
  private static final Duration SHARING_OUT = Duration.ofSeconds(30);

  private KafkaStreams.State current = KafkaStreams.State.CREATED;
  private @Nullable String broken;
  private boolean hasRun;
  private long since = System.nanoTime();

  synchronized void is(KafkaStreams.State now) {
    current = now;
    since = System.nanoTime();
    hasRun |= now == KafkaStreams.State.RUNNING;
  }

  synchronized void broken(String why) {
    broken = why;
  }

  synchronized boolean isReady() {
    boolean briefly = System.nanoTime() - since < SHARING_OUT.toNanos();
    return current == KafkaStreams.State.RUNNING
        || (current == KafkaStreams.State.REBALANCING && hasRun && briefly);
  }

  synchronized boolean isAlive() {
    return broken == null
        && current != KafkaStreams.State.ERROR
        && current != KafkaStreams.State.PENDING_ERROR;
  }

  synchronized String inWords() {
    return broken == null ? current.name().toLowerCase(Locale.ROOT) : broken;
  }
}
