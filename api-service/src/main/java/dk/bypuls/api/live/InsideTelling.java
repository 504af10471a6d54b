package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells somebody of the house each exact window, for as long as they listen.
 *
 * <p>On a thread of its own and from the topics alone: those are few who listen, and nothing exact
 * is then held beside what anyone is told (I4).
 */
final class InsideTelling implements Runnable {

  private static final Logger LOG = Logger.getLogger(InsideTelling.class);
  private static final int MOST_AT_ONCE = 500;
  private static final String INSTEAD =
      "What follows begins some minutes back;"
          + " /admin/v1/datasets/{dataset}/windows has what was missed.";

  private final WindowTopics topics;
  private final RegistryView registry;
  private final LiveLimits limits;
  private final Client client;
  private final ClientGroup group;
  private final Optional<String> resume;
  private volatile boolean over;

  InsideTelling(
      WindowTopics topics,
      RegistryView registry,
      LiveLimits limits,
      Client client,
      ClientGroup group,
      Optional<String> resume) {
    this.topics = topics;
    this.registry = registry;
    this.limits = limits;
    this.client = client;
    this.group = group;
    this.resume = resume;
  }

  /** Ends it soon. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = topics.reader(MOST_AT_ONCE)) {
      String topic =
          topics
              .idOf(Lasting.INSIDE)
              .orElseThrow(() -> new IllegalStateException("the topics are not there yet"));
      TopicTelling telling = new TopicTelling(consumer, Lasting.INSIDE, client, group, limits);
      Position reader = begin(consumer, telling, new Position(topic, recent(consumer)));
      while (!over) {
        Catalogue inside = registry.current().inside();
        reader = telling.tellNext(reader, (told, at) -> event(inside, told, at));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException gone) {
      LOG.debugf("who listened inside left, or took nothing: %s", gone);
      group.execute(() -> client.disconnect(Ending.TOO_SLOW));
    } catch (RuntimeException failure) {
      LOG.warn("nothing can be told inside; its client is disconnected to try again", failure);
      group.execute(() -> client.disconnect(Ending.STARTS_AGAIN));
    }
  }

  /** Goes to where the client was, or a little back, and answers where that is. */
  private Position begin(
      KafkaConsumer<byte[], byte[]> consumer, TopicTelling telling, Position recent)
      throws InterruptedException, ExecutionException, TimeoutException {
    Position from = recent;
    if (resume.isPresent()) {
      Optional<Position> where =
          resume.flatMap(Position::parse).filter(known -> known.isOfSameTopicAs(recent));
      Optional<Replays.Reset> reset =
          where.isEmpty()
              ? Optional.of(Replays.Reset.UNKNOWN)
              : Replays.Reset.of(where.get(), Lasting.INSIDE, consumer, limits);
      if (reset.isPresent()) {
        telling.send(reset(reset.get()));
      } else {
        from = where.orElse(recent);
      }
    }
    from.seek(consumer, Lasting.INSIDE);
    followRunning(consumer);
    return from;
  }

  private Buffer reset(Replays.Reset reason) {
    byte[] data = reason.json(INSTEAD).getBytes(StandardCharsets.UTF_8);
    Buffer bytes = Buffer.buffer();
    client.form().write(Told.now("reset", null, null, data), bytes);
    return bytes;
  }

  /** Where reading begins for who was not here before. */
  private long[] recent(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = Lasting.INSIDE.partitions();
    long since = Instant.now().minus(limits.readBack()).toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream()
        .mapToLong(
            partition -> {
              OffsetAndTimestamp found = first.get(partition);
              return found == null ? ends.getOrDefault(partition, 0L) : found.offset();
            })
        .toArray();
  }

  /** Running values of datasets that are public as they are; of others there are none. */
  private static void followRunning(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> running = WindowTopics.partitions(Topics.LIVE);
    List<TopicPartition> all = new ArrayList<>(Lasting.INSIDE.partitions());
    all.addAll(running);
    consumer.assign(all);
    consumer.seekToEnd(running);
  }

  private Optional<LiveEvent> event(
      Catalogue inside, ConsumerRecord<byte[], byte[]> told, Position reader) {
    WindowEvent event = WindowTopics.event(told).orElse(null);
    Optional<LiveEvent> live = Optional.empty();
    if (event instanceof Window window) {
      Instant at = Instant.ofEpochMilli(told.timestamp());
      live =
          datasetOf(inside, told.topic(), window)
              .map(
                  dataset ->
                      LiveEvents.of(
                          inside, dataset, window, at, told.partition(), told.offset(), reader));
    } else if (event instanceof Withdrawn withdrawn) {
      live = Optional.of(LiveEvents.of(withdrawn, told.partition(), told.offset(), reader));
    }
    return live.filter(it -> client.wishes().want(it.kind(), it.subject()));
  }

  /** The window's dataset, if it is told here: what was made of it for the public is not exact. */
  private static Optional<Dataset> datasetOf(Catalogue inside, String topic, Window window) {
    return topic.equals(Topics.EXACT_WINDOWS.name())
        ? inside.registry().dataset(window.dataset())
        : inside.released(window).filter(dataset -> window.protection() == null);
  }
}
