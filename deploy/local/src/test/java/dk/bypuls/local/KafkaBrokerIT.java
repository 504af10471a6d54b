package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaBrokerIT {
  private static final String KEPT = "kept";
  private static final String CODECS = "codecs";
  private static final int RECORDS = 1_000;

  private static KafkaBroker broker;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder.resolve("a city"), FreePorts.block(2));
    broker.awaitReady();
    createTopic(CODECS);
  }

  @AfterAll
  static void stop() {
    long pid = broker.pid();
    broker.stop();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(FreePorts.isFree(broker.port())).isTrue();
    assertThat(broker.city().pid(KafkaBroker.NAME)).doesNotExist();
  }

  @Test
  void keepsAcknowledgedRecordsWhenKilledAndRestarted() throws Exception {
    // Given
    createTopic(KEPT);
    produce(KEPT, "none");

    // When
    broker.kill();
    broker.launch();
    broker.awaitReady();

    // Then
    assertThat(consume()).containsExactlyElementsOf(IntStream.range(0, RECORDS).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "zstd", "snappy", "gzip"})
  void takesEveryCodec(String codec) {
    assertThatCode(() -> produce(CODECS, codec)).doesNotThrowAnyException();
  }

  private static void createTopic(String topic) throws Exception {
    try (Admin admin = Admin.create(bootstrap())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void produce(String topic, String codec) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>(bootstrap());
    settings.put("compression.type", codec);
    try (KafkaProducer<Integer, Integer> producer =
        new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer())) {
      for (int number = 0; number < RECORDS; number++) {
        sent.add(producer.send(new ProducerRecord<>(topic, number, number)));
      }
    }
    for (Future<RecordMetadata> acknowledgement : sent) {
      acknowledgement.get();
    }
  }

  private static List<Integer> consume() {
    List<Integer> received = new ArrayList<>();
    TopicPartition partition = new TopicPartition(KEPT, 0);
    try (KafkaConsumer<Integer, Integer> consumer =
        new KafkaConsumer<>(bootstrap(), new IntegerDeserializer(), new IntegerDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      while (consumer.position(partition) < RECORDS) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(consumedRecord -> received.add(consumedRecord.value()));
      }
    }
    return received;
  }

  private static Map<String, Object> bootstrap() {
    return Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "30000");
  }
}
