package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commit, kill, restore: the windows are those of a run without kills. */
class RestoreIT {

  private static final int SENSORS = 4;
  private static final int READINGS = 6_000;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** What the killed process said; kept for whoever must find out why this failed. */
  private static final Path LOG = Path.of("target", "restore-it.log");

  private final Instant yesterday =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1));
  private final List<Sent> readings = IntStream.range(0, READINGS).mapToObj(this::reading).toList();
  private final List<Window> told = new ArrayList<>();
  private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();

  @Test
  void tellsTheSameWindowsWhenItIsKilled(@TempDir Path folder) throws Exception {
    // Given
    Files.deleteIfExists(LOG);
    Path state = folder.resolve("state");
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("city"), FreePorts.block(2));
        KafkaProducer<byte[], byte[]> producer = producer(broker);
        KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
      createTopics(broker);
      Process first = launch(broker, state);
      Process second = null;
      Process third = null;
      try {
        send(producer, 0, READINGS / 2);
        await("windows", producer, consumer, () -> !told.isEmpty(), () -> "none was told");

        // When
        send(producer, READINGS / 4, READINGS * 3 / 4);
        kill(first);
        second = launch(broker, state);
        int before = told.size();
        await(
            "more windows",
            producer,
            consumer,
            () -> told.size() > before,
            () -> "none after " + before);
        send(producer, READINGS / 2, READINGS);
        kill(second);
        delete(state);
        third = launch(broker, state);

        // Then
        var expected = Reference.windows(readings, StreamProcess.TOWN, Instant.now());
        await(
            "the windows of a run without kills",
            producer,
            consumer,
            () -> Reference.lastRevisions(told).equals(expected),
            () -> Reference.difference(expected, Reference.lastRevisions(told)));
        acknowledgements.forEach(RestoreIT::demand);
        assertThat(told).allMatch(window -> window.status() == Window.Status.COMPLETE);
      } finally {
        for (Process process : new Process[] {first, second, third}) {
          if (process != null) {
            kill(process);
          }
        }
      }
    }
  }

  private Sent reading(int number) {
    Instant observed = yesterday.plusMillis(number / SENSORS * 1_700L);
    return new Sent(
        "lille-" + number % SENSORS,
        "air-temperature",
        "m" + number,
        observed,
        number % 977 - 400,
        0);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int from, int to) {
    for (Sent sent : readings.subList(from, to)) {
      Reading reading =
          new Reading(Quantities.of("air-temperature"), 0, sent.value(), sent.observedAt(), 0);
      Readings message =
          new Readings(
              Town.TENANT,
              sent.sensor(),
              "lille-lorawan",
              Origin.ofMessage(sent.sensor(), sent.message()),
              sent.observedAt(),
              List.of(reading));
      int partition = sent.sensor().charAt(sent.sensor().length() - 1) - '0';
      sent(producer, partition, Topics.READINGS.codec().encode(message));
    }
    producer.flush();
    acknowledgements.forEach(RestoreIT::demand);
    acknowledgements.clear();
  }

  /** A reading that never got to Kafka is no reading that was lost on the way to its window. */
  private static void demand(Future<RecordMetadata> acknowledgement) {
    try {
      acknowledgement.get();
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka did not take a reading", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private void sent(KafkaProducer<byte[], byte[]> producer, int partition, byte[] value) {
    acknowledgements.add(
        producer.send(new ProducerRecord<>(Topics.READINGS.name(), partition, null, value)));
  }

  /** Moves time by ticks and reads what was told until that is a fact. */
  private void await(
      String what,
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> consumer,
      BooleanSupplier fact,
      Supplier<String> otherwise) {
    byte[] tick = Topics.READINGS.codec().encode(new Tick("test"));
    Instant deadline = Instant.now().plus(LONGEST);
    while (!fact.getAsBoolean()) {
      assertThat(Instant.now())
          .as(() -> "still no " + what + ": " + otherwise.get())
          .isBefore(deadline);
      for (int partition = 0; partition < SENSORS; partition++) {
        sent(producer, partition, tick);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
        if (Topics.WINDOWS.codec().decode(record.value()) instanceof Window window) {
          told.add(window);
        }
      }
    }
  }

  private static Process launch(KafkaBroker broker, Path state) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            StreamProcess.class.getName(),
            broker.bootstrapServers(),
            state.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void createTopics(KafkaBroker broker) throws Exception {
    broker.awaitReady();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              Topics.all().stream()
                  .map(
                      topic ->
                          new NewTopic(topic.name(), topic.partitions(), (short) 1)
                              .configs(topic.settings()))
                  .toList())
          .all()
          .get();
      // A partition whose leader is not ready yet refuses the first batch and takes the second.
      admin.listOffsets(ends(Topics.READINGS)).all().get();
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaBroker broker) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, Topics.WINDOWS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.WINDOWS.name(), partition))
            .toList();
    consumer.assign(all);
    return consumer;
  }
}
