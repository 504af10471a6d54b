package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.codec.UnreadableEventException;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells one client from the topic what it missed, until memory can go on. On a worker thread. */
final class Replay {

  private static final Logger LOG = Logger.getLogger(Replay.class);
  private static final int MOST_AT_ONCE = 2_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final WindowTopics topics;
  private final RegistryView registry;
  private final LiveLimits limits;
  private final LiveState state;
  private final Client client;
  private final ClientGroup group;
  private final Replays replays;

  Replay(
      WindowTopics topics,
      RegistryView registry,
      LiveLimits limits,
      LiveState state,
      Client client,
      ClientGroup group,
      Replays replays) {
    this.topics = topics;
    this.registry = registry;
    this.limits = limits;
    this.state = state;
    this.client = client;
    this.group = group;
    this.replays = replays;
  }

  /** Replays from there on. */
  void run(Position from) {
    try (KafkaConsumer<byte[], byte[]> consumer = topics.reader(MOST_AT_ONCE)) {
      List<TopicPartition> partitions = WindowTopics.partitions(Topics.WINDOWS);
      Optional<Replays.Reset> reset =
          resetReason(from, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
      if (reset.isPresent()) {
        onLoop(() -> replays.reset(client, state, reset.get()));
      } else {
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, from.next(partition.partition())));
        Position reached = replay(consumer, from);
        onLoop(() -> client.join(state, reached));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException gone) {
      LOG.debugf("the client of a replay left, or took nothing: %s", gone);
      group.execute(client::disconnect);
    } catch (RuntimeException failure) {
      LOG.warn("a replay failed; its client is disconnected to try again", failure);
      group.execute(client::disconnect);
    }
  }

  private Optional<Replays.Reset> resetReason(
      Position from, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
    long missed = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long next = from.next(end.getKey().partition());
      if (next > end.getValue()) {
        return Optional.of(Replays.Reset.UNKNOWN);
      }
      if (next < beginnings.getOrDefault(end.getKey(), 0L)) {
        return Optional.of(Replays.Reset.EXPIRED);
      }
      missed += end.getValue() - next;
    }
    return missed > limits.replayedRecords()
        ? Optional.of(Replays.Reset.TOO_FAR)
        : Optional.empty();
  }

  private Position replay(KafkaConsumer<byte[], byte[]> consumer, Position from)
      throws InterruptedException, ExecutionException, TimeoutException {
    Position reader = from;
    while (!state.recent().reachBackTo(reader) || !state.position().isAtLeast(reader)) {
      Buffer bytes = Buffer.buffer();
      Catalogue catalogue = registry.current();
      Pieces gate = new Pieces(registry);
      for (ConsumerRecord<byte[], byte[]> told : consumer.poll(POLL)) {
        reader = reader.after(told.partition(), told.offset());
        LiveEvent event = event(catalogue, told, reader);
        if (event != null && gate.mayTell(client.filter(), event)) {
          bytes.appendBytes(event.frame());
        }
        if (bytes.length() > limits.clientBuffer() / 2) {
          send(bytes);
          bytes = Buffer.buffer();
        }
      }
      for (TopicPartition partition : consumer.assignment()) {
        reader = reader.upTo(partition.partition(), consumer.position(partition));
      }
      send(bytes);
    }
    return reader;
  }

  private static @Nullable LiveEvent event(
      Catalogue catalogue, ConsumerRecord<byte[], byte[]> told, Position reader) {
    try {
      WindowEvent event = Topics.WINDOWS.codec().decode(told.value());
      if (event instanceof Window window) {
        Instant at = Instant.ofEpochMilli(told.timestamp());
        return LiveEvents.of(catalogue, window, at, told.partition(), told.offset(), reader)
            .orElse(null);
      }
      return event instanceof Withdrawn withdrawn
          ? LiveEvents.of(withdrawn, told.partition(), told.offset(), reader)
          : null;
    } catch (UnreadableEventException newer) {
      return null; // the feed has said so
    }
  }

  /** Writes, and waits until the socket has room again; not for ever. */
  private void send(Buffer bytes)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (bytes.length() == 0) {
      return;
    }
    CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
    group.execute(() -> client.write(bytes, taken));
    taken.get(limits.clientPatience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void onLoop(Runnable task) {
    group.execute(
        () -> {
          task.run();
          group.tell(client);
        });
  }
}
