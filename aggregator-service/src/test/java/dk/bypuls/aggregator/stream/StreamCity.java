package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Tick;
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
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with instances of the topology in processes of their own, which can be killed. */
final class StreamCity implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Path folder;
  private final KafkaBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final List<Process> processes = new ArrayList<>();
  private final List<Window> told = new ArrayList<>();
  private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();

  StreamCity(Path folder) throws Exception {
    this.folder = folder;
    this.broker = KafkaBroker.start(folder.resolve("city"), FreePorts.block(2));
    broker.awaitReady();
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    createTopics();
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer = consumer(broker);
  }

  private void createTopics() throws Exception {
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
    admin.listOffsets(ends(Topics.READINGS.name())).all().get();
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
    consumer.assign(ends(Topics.WINDOWS.name()).keySet());
    return consumer;
  }

  private static Map<TopicPartition, OffsetSpec> ends(String topic) {
    return IntStream.range(0, Topics.PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  Admin admin() {
    return admin;
  }

  /** The complete windows that were told so far, as readers see them. */
  List<Window> told() {
    return told;
  }

  Path state(String instance) {
    return folder.resolve("state-" + instance);
  }

  /** What an instance said; kept for whoever must find out why a test failed. */
  static Path log(String instance) {
    return Path.of("target", "stream-" + instance + ".log");
  }

  Process launch(String instance, int standbys) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StreamProcess.class.getName(),
                broker.bootstrapServers(),
                state(instance).toString(),
                instance,
                Integer.toString(standbys))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(instance).toFile()))
            .start();
    processes.add(process);
    return process;
  }

  void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void loseState(String instance) throws IOException {
    try (Stream<Path> files = Files.walk(state(instance))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Which partitions of the readings each instance works on, by the name it was launched with. */
  Map<String, List<Integer>> partitions() {
    try {
      String group = AggregatorTopology.APPLICATION;
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .values()
          .iterator()
          .next()
          .get()
          .members()
          .stream()
          .collect(
              Collectors.toMap(
                  member -> member.clientId().substring(0, member.clientId().indexOf('-')),
                  member ->
                      member.assignment().topicPartitions().stream()
                          .filter(it -> it.topic().equals(Topics.READINGS.name()))
                          .map(TopicPartition::partition)
                          .sorted()
                          .toList(),
                  // One that was killed is a member until its session is over.
                  (one, other) -> other));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw new AssertionError("Kafka does not say who works on what", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Where a topic's partitions end now. */
  Map<Integer, Long> endsOf(String topic) {
    try {
      return admin.listOffsets(ends(topic)).all().get().entrySet().stream()
          .collect(
              Collectors.toMap(end -> end.getKey().partition(), end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka does not say where " + topic + " ends", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Sends them; the last digit of a sensor's name is its partition. */
  void send(List<Sent> readings) {
    for (Sent sent : readings) {
      Reading reading =
          new Reading(Quantities.of(sent.quantity()), 0, sent.value(), sent.observedAt(), 0);
      Readings message =
          new Readings(
              Town.TENANT,
              sent.sensor(),
              "lille-lorawan",
              Origin.ofMessage(sent.sensor(), sent.message()),
              sent.observedAt(),
              List.of(reading));
      int partition = sent.sensor().charAt(sent.sensor().length() - 1) - '0';
      send(partition, Topics.READINGS.codec().encode(message));
    }
    demandAcknowledgements();
  }

  /** A reading that never got to Kafka is no reading that was lost on the way to its window. */
  void demandAcknowledgements() {
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : acknowledgements) {
      try {
        acknowledgement.get();
      } catch (ExecutionException e) {
        throw new AssertionError("Kafka did not take a reading", e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
    acknowledgements.clear();
  }

  private void send(int partition, byte[] value) {
    acknowledgements.add(
        producer.send(new ProducerRecord<>(Topics.READINGS.name(), partition, null, value)));
  }

  /** Moves time by ticks and reads what was told until that is a fact. */
  void await(String what, BooleanSupplier fact, Supplier<String> otherwise) {
    byte[] tick = Topics.READINGS.codec().encode(new Tick("test"));
    Instant deadline = Instant.now().plus(LONGEST);
    while (!fact.getAsBoolean()) {
      assertThat(Instant.now())
          .as(() -> "still no " + what + ": " + otherwise.get())
          .isBefore(deadline);
      for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
        send(partition, tick);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
        if (Topics.WINDOWS.codec().decode(record.value()) instanceof Window window) {
          told.add(window);
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      kill(process);
    }
    producer.close();
    consumer.close();
    admin.close();
    broker.close();
  }

  static void forgetLogs(String... instances) throws IOException {
    for (String instance : instances) {
      Files.deleteIfExists(log(instance));
    }
  }

  /** All topics that the engine made for itself. */
  List<String> topicsOfItsOwn() throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.startsWith(AggregatorTopology.APPLICATION))
        .sorted()
        .toList();
  }
}
