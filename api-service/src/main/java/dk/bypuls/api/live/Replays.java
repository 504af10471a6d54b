package dk.bypuls.api.live;

import dk.bypuls.api.registryview.RegistryView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Tells clients that come back what they missed: from memory, else from the topic, else not. */
@ApplicationScoped
public class Replays {

  private final RegistryView registry;
  private final WindowTopics topics;
  private final LiveLimits limits;
  private final Counter fromTopic;
  private final Counter resets;
  private final ThreadPoolExecutor workers;

  Replays(RegistryView registry, WindowTopics topics, LiveLimits limits, MeterRegistry meters) {
    this.registry = registry;
    this.topics = topics;
    this.limits = limits;
    this.fromTopic =
        Counter.builder("bypuls.live.replays")
            .description("Clients that were told from the topic what they missed")
            .register(meters);
    this.resets =
        Counter.builder("bypuls.live.resets")
            .description("Clients that came back with an id that nothing can be told from")
            .register(meters);
    this.workers =
        new ThreadPoolExecutor(
            limits.replays(),
            limits.replays(),
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.waitingReplays()),
            task -> new Thread(task, "live-replay"));
    workers.allowCoreThreadTimeOut(true);
  }

  @PreDestroy
  void close() {
    workers.shutdownNow();
  }

  /** Lets a client go on from an event id; on its event loop. */
  void resume(Client client, ClientGroup group, LiveState state, String id) {
    Optional<Position> where = Position.parse(id);
    Position now = state.position();
    if (where.isEmpty() || !where.get().isOfSameTopicAs(now)) {
      reset(client, state, Reset.UNKNOWN);
    } else if (state.recent().reachBackTo(where.get()) && now.isAtLeast(where.get())) {
      client.join(state, where.get());
    } else {
      fromTopic.increment();
      Replay replay = new Replay(topics, registry, limits, state, client, group, this);
      try {
        workers.execute(() -> replay.run(where.get()));
      } catch (RejectedExecutionException full) {
        // It comes back with the same id when it finds the connection closed.
        client.disconnect(Ending.STARTS_AGAIN);
      }
    }
  }

  /** Says that nothing can be told from the client's id, and begins anew; on its event loop. */
  void reset(Client client, LiveState state, Reset reason) {
    resets.increment();
    client.write(Told.now("reset", null, null, reason.json().getBytes(StandardCharsets.UTF_8)));
    client.open(state, Opening.of(state, registry.current(), client.wishes()));
  }

  /** Why a client must begin anew. */
  enum Reset {
    UNKNOWN("unknown-id", "This id is from another stream."),
    EXPIRED("expired-id", "What followed this id is no longer kept."),
    TOO_FAR("too-far-behind", "More was missed than is told again.");

    private final String reason;
    private final String detail;

    Reset(String reason, String detail) {
      this.reason = reason;
      this.detail = detail;
    }

    /** Why a reader cannot be told what it missed; empty where it can. */
    static Optional<Reset> of(
        Position from, Lasting lasting, KafkaConsumer<byte[], byte[]> consumer, LiveLimits limits) {
      List<TopicPartition> partitions = lasting.partitions();
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long missed = 0;
      for (int number = 0; number < partitions.size(); number++) {
        long next = from.next(number);
        long end = ends.getOrDefault(partitions.get(number), 0L);
        if (next > end) {
          return Optional.of(UNKNOWN);
        }
        if (next < beginnings.getOrDefault(partitions.get(number), 0L)) {
          return Optional.of(EXPIRED);
        }
        missed += end - next;
      }
      return missed > limits.replayedRecords() ? Optional.of(TOO_FAR) : Optional.empty();
    }

    /** What is told on the open side. */
    String json() {
      return json(
          "What follows begins with the newest window of every series;"
              + " /v1/datasets/{dataset}/windows has what was missed.");
    }

    /**
     * What is told.
     *
     * @param instead how it goes on, and where to find what was missed
     */
    String json(String instead) {
      return "{\"reason\":\"" + reason + "\",\"detail\":\"" + detail + " " + instead + "\"}";
    }
  }
}
