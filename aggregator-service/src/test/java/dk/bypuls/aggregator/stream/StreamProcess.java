package dk.bypuls.aggregator.stream;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/** The topology in a process of its own, so that it can be killed. */
final class StreamProcess {

  static final Registry TOWN =
      new Town()
          .profile("lille-weather", Duration.ofMinutes(1))
          .sensor("lille-0", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-1", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-2", "lille-weather", Town.at("lille-torv"))
          .sensor("lille-3", "lille-weather", Town.at("lille-havn"))
          .sensor("lille-4", "lille-weather", Town.at("lille-havn"))
          .sensor("lille-5", "lille-weather", Town.at("lille-havn"))
          .dataset(
              "lille-air",
              PrivacyClass.OPEN,
              "lille-weather",
              Duration.ofDays(7),
              Instant.EPOCH,
              "air-temperature")
          .registry();

  private StreamProcess() {}

  /** Its arguments: Kafka, its state folder, its name, how many others keep its state at hand. */
  public static void main(String[] args) {
    StreamSettings settings =
        new TestSettings(args[0], Path.of(args[1]), Integer.parseInt(args[3]));
    new StateFolder(settings.state()).take();
    Meters meters = new Meters(new SimpleMeterRegistry());
    Properties properties = StreamProperties.of(settings);
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, args[2]);
    // One that was killed is missed as soon as Kafka lets it be: the waiting is not what is tested.
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    KafkaStreams streams =
        new KafkaStreams(
            AggregatorTopology.build(settings.rules(), () -> TOWN, meters, TestStream.KEY),
            properties);
    streams.setUncaughtExceptionHandler(StreamService::afterFailure);
    streams.setGlobalStateRestoreListener(new Restored());
    streams.setStandbyUpdateListener(new KeptAtHand());
    streams.start();
  }

  /** Says what had to be read again before windows were made. */
  private static final class Restored implements StateRestoreListener {

    @Override
    public void onRestoreStart(TopicPartition of, String store, long from, long to) {}

    @Override
    public void onBatchRestored(TopicPartition of, String store, long end, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition of, String store, long records) {
      System.out.println("restored " + store + " " + of.partition() + " " + records);
    }
  }

  /** Says how far it is with the state of others. */
  private static final class KeptAtHand implements StandbyUpdateListener {

    @Override
    public void onUpdateStart(TopicPartition of, String store, long from) {}

    @Override
    public void onBatchLoaded(
        TopicPartition of, String store, TaskId task, long through, long records, long end) {
      System.out.println("at-hand " + store + " " + of.partition() + " " + through);
    }

    @Override
    public void onUpdateSuspended(
        TopicPartition of, String store, long through, long end, SuspendReason why) {}
  }
}
