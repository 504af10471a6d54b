package dk.bypuls.bench;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The numbers of the messages that Kafka has, by the way they came. */
final class SoakTopics {

  private static final String NUMBER = "pm2-5";

  private final BitSet ofMqtt = new BitSet();
  private final BitSet ofHttp = new BitSet();
  private final Set<Origin> setAside = new HashSet<>();
  private long records;

  private SoakTopics() {}

  static SoakTopics read(String servers) {
    SoakTopics found = new SoakTopics();
    read(servers, Topics.READINGS, found::readings);
    read(servers, Topics.QUARANTINE, found::quarantined);
    return found;
  }

  BitSet ofMqtt() {
    return ofMqtt;
  }

  BitSet ofHttp() {
    return ofHttp;
  }

  int byMqtt() {
    return ofMqtt.cardinality();
  }

  int byHttp() {
    return ofHttp.cardinality();
  }

  int setAside() {
    return setAside.size();
  }

  /** How many records are there more than messages: what was delivered again. */
  long copies() {
    return records - byMqtt() - byHttp() - setAside();
  }

  private void readings(InnerEvent event) {
    if (event instanceof Readings readings) {
      records++;
      BitSet numbers = readings.source().equals(BenchRegistry.HTTP) ? ofHttp : ofMqtt;
      for (Reading reading : readings.readings()) {
        if (reading.quantity().id().equals(NUMBER)) {
          numbers.set(
              (int) (reading.value() / Math.round(Math.pow(10, reading.quantity().scale()))));
        }
      }
    }
  }

  private void quarantined(Quarantined message) {
    records++;
    setAside.add(message.origin());
  }

  private static <T> void read(String servers, Topic<T> topic, Consumer<T> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.name(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          each.accept(topic.codec().decode(record.value()));
        }
      }
    }
  }
}
