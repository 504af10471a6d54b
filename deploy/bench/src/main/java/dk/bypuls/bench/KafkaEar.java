package dk.bypuls.bench;

import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A bare consumer of windows: when Kafka itself has them at the other end. */
final class KafkaEar implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Journeys journeys;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::listen, "kafka-ear");
  private volatile boolean ended;

  KafkaEar(String servers, Journeys journeys) {
    this.journeys = journeys;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, Topics.WINDOWS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.WINDOWS.name(), partition))
            .toList());
    consumer.seekToEnd(consumer.assignment());
    thread.start();
  }

  private void listen() {
    while (!ended) {
      consumer
          .poll(POLL)
          .forEach(
              told -> {
                if (Topics.WINDOWS.codec().decode(told.value()) instanceof Window window) {
                  journeys.end(window.start());
                }
              });
    }
    consumer.close();
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }
}
