package dk.bypuls.aggregator.stream;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams. */
public final class StreamProperties {

  /** For so long readers may have to wait when an instance is lost with its state folder. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);

  /** How soon the partitions of a killed instance are taken over. */
  private static final Duration MISSED_AFTER = Duration.ofSeconds(10);

  /**
   * For so long Kafka may hold back an answer that it has nothing for: longer than a tick, so that
   * an idle city asks once for each.
   */
  private static final Duration NOTHING_NEW = Duration.ofSeconds(2);

  private StreamProperties() {}

  /** All of them; the rest is as Kafka Streams has it. */
  public static Properties of(StreamSettings settings) {
    Properties all = new Properties();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, AggregatorTopology.APPLICATION);
    all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    all.put(StreamsConfig.STATE_DIR_CONFIG, settings.state().toString());
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitEvery().toMillis());
    // Between two commits there is nothing to look for but records, and those end the wait.
    all.put(StreamsConfig.POLL_MS_CONFIG, settings.commitEvery().toMillis());
    all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes());
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    all.put(BoundedMemory.BYTES, Long.toString(settings.cacheBytes()));
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    producer(all);
    consumer(all);
    return all;
  }

  private static void producer(Properties all) {
    all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    // While Kafka ends one transaction it holds back the first batch of the next, but lets the ones
    // behind it through, and then refuses those as out of order. So they wait for their turn here.
    all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    all.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) LONGEST_TRANSACTION.toMillis());
  }

  private static void consumer(Properties all) {
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) MISSED_AFTER.toMillis());
    all.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) MISSED_AFTER.toMillis() / 4);
    all.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        (int) NOTHING_NEW.toMillis());
    all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2000);
    all.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "CreateTime");
  }
}
