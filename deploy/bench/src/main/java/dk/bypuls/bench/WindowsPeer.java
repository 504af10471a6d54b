package dk.bypuls.bench;

import dk.bypuls.aggregator.stream.StreamProperties;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/** What windows could cost at least, and what they cost in Kafka's own words: a process each. */
final class WindowsPeer {

  /** How long a count takes late records; the aggregator takes them for a week. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final List<Resolution> COUNTED =
      List.of(Resolution.PT1M, Resolution.PT15M, Resolution.PT1H, Resolution.P1D);

  private WindowsPeer() {}

  /** Works off so many records whenever it is told to, line by line. */
  public static void main(String[] args) throws Exception {
    String servers = args[1];
    if (args[0].equals("poll")) {
      poll(servers);
      return;
    }
    Properties settings =
        StreamProperties.of(AggregatorDefaults.streams(servers, Path.of(args[2])));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + args[0]);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "latest");
    switch (args[0]) {
      case "engine" -> run(settings, (builder, seen) -> count(builder, seen, List.of()));
      case "count" -> run(settings, (builder, seen) -> count(builder, seen, COUNTED.subList(0, 1)));
      case "counts" -> run(settings, (builder, seen) -> count(builder, seen, COUNTED));
      case "uncached" -> {
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        run(settings, (builder, seen) -> count(builder, seen, COUNTED));
      }
      case "words" -> run(settings, (builder, seen) -> WindowsInWords.add(builder, seen, COUNTED));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static BufferedReader in() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  /** Reads the bytes and does nothing with them. */
  private static void poll(String servers) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(Topics.READINGS.name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      System.out.println("ready");
      BufferedReader in = in();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        poll(consumer, partitions, Long.parseLong(line));
        System.out.println("done");
      }
    }
  }

  private static void poll(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long records) {
    Map<TopicPartition, Long> start = new HashMap<>();
    partitions.forEach(partition -> start.put(partition, consumer.position(partition)));
    for (int i = 0; i < WindowsBenchmark.POLLED_SO_OFTEN; i++) {
      start.forEach(consumer::seek);
      for (long seen = 0; seen < records; ) {
        seen += consumer.poll(Duration.ofMillis(200)).count();
      }
    }
  }

  /**
   * Counts in windows in memory; with no resolution the records pass through the engine and nothing
   * is done with them.
   */
  private static void count(StreamsBuilder builder, AtomicLong seen, List<Resolution> resolutions) {
    KGroupedStream<byte[], byte[]> readings =
        builder.stream(
                Topics.READINGS.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .peek((key, value) -> seen.incrementAndGet())
            .groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()));
    resolutions.forEach(resolution -> count(readings, resolution));
  }

  /** Runs what is to be done with the readings, which counts the records that it has seen. */
  private static void run(Properties settings, BiConsumer<StreamsBuilder, AtomicLong> job)
      throws Exception {
    AtomicLong seen = new AtomicLong();
    StreamsBuilder builder = new StreamsBuilder();
    job.accept(builder, seen);
    try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
      streams.start();
      Waiting.until("it runs", () -> streams.state() == KafkaStreams.State.RUNNING);
      // Its first position is where the topic ends when it first asks.
      Waiting.pause(2_000);
      System.out.println("ready");
      BufferedReader in = in();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        streams.resume();
        long until = Long.parseLong(line);
        Waiting.until("the records are counted", () -> seen.get() >= until);
        // What is held back is told with the next commit.
        Waiting.pause(500);
        seen.set(0);
        streams.pause();
        System.out.println("done");
      }
    }
  }

  private static void count(KGroupedStream<byte[], byte[]> readings, Resolution resolution) {
    Duration length = resolution.usualLength();
    String name = "count-" + length.toMinutes();
    readings
        .windowedBy(TimeWindows.ofSizeAndGrace(length, GRACE))
        .count(
            Materialized.<byte[], Long>as(
                    Stores.inMemoryWindowStore(name, length.plus(GRACE), length, false))
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.Long()));
  }
}
