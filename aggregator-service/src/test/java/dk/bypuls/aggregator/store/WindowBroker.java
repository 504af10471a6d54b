package dk.bypuls.aggregator.store;

import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.WindowJson;
import dk.bypuls.local.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of windows on a real broker, and somebody who sends to them as the aggregator does.
 */
final class WindowBroker implements AutoCloseable {

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  WindowBroker(KafkaBroker broker) {
    bootstrapServers = broker.bootstrapServers();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    admin = Admin.create(settings);
    settings.put("transactional.id", "test");
    settings.put("linger.ms", 20);
    settings.put("batch.size", 128 * 1024);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  void create(HistorySide side) throws Exception {
    create(side.topic());
  }

  void create(Topic<?> topic) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic.name(), topic.partitions(), (short) 1)
                    .configs(topic.settings())))
        .all()
        .get();
  }

  void delete(HistorySide side) throws Exception {
    delete(side.topic());
  }

  void delete(Topic<?> topic) throws Exception {
    admin.deleteTopics(List.of(topic.name())).all().get();
  }

  /** How many records a topic has. */
  long count(Topic<?> topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, topic.partitions())
            .boxed()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic.name(), partition),
                    partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
        .sum();
  }

  /** Sends in one transaction and answers the JSON form of each window. */
  List<String> send(HistorySide side, List<? extends WindowEvent> events) throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = sendAll(side, events);
    producer.commitTransaction();
    List<String> json = new ArrayList<>();
    for (int index = 0; index < sent.size(); index++) {
      if (events.get(index) instanceof Window window) {
        json.add(WindowJson.write(window, appendedAt(sent.get(index))));
      }
    }
    return json;
  }

  /** Tells the compacted topic of the newest window of each series. */
  void tellLatest(List<Window> newest) {
    producer.beginTransaction();
    for (Window window : newest) {
      byte[] key = window.seriesKey().getBytes(StandardCharsets.UTF_8);
      byte[] bytes = Topics.LATEST.codec().encode(window);
      var unused = producer.send(new ProducerRecord<>(Topics.LATEST.name(), key, bytes));
    }
    producer.commitTransaction();
  }

  /** The series of which that topic knows a window. */
  List<String> latest() {
    return new LatestKeys(bootstrapServers)
        .of(window -> true).stream().map(LatestKeys.Key::series).toList();
  }

  /** Sends in a transaction that is then aborted: nobody may see it. */
  void sendInVain(HistorySide side, List<? extends WindowEvent> events) throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> all = sendAll(side, events);
    producer.flush();
    for (Future<RecordMetadata> sent : all) {
      sent.get();
    }
    producer.abortTransaction();
  }

  /** Returns when somebody who reads a side's topic from its beginning has seen so many records. */
  void awaitReaders(HistorySide side, int records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      reader.assign(
          IntStream.range(0, side.topic().partitions())
              .mapToObj(partition -> new TopicPartition(side.topic().name(), partition))
              .toList());
      long deadline = System.nanoTime() + 60_000_000_000L;
      for (int read = 0; read < records; ) {
        read += reader.poll(Duration.ofMillis(200)).count();
        if (System.nanoTime() > deadline) {
          throw new AssertionError("live readers saw only " + read + " of " + records);
        }
      }
    }
  }

  private List<Future<RecordMetadata>> sendAll(
      HistorySide side, List<? extends WindowEvent> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    int partition = 0;
    for (WindowEvent event : events) {
      byte[] bytes = side.topic().codec().encode(event);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  side.topic().name(), partition++ % side.topic().partitions(), null, bytes)));
    }
    return sent;
  }

  private static Instant appendedAt(Future<RecordMetadata> sent)
      throws ExecutionException, InterruptedException {
    return Instant.ofEpochMilli(sent.get().timestamp());
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
