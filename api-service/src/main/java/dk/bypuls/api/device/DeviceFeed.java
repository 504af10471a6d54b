package dk.bypuls.api.device;

import dk.bypuls.api.live.WindowTopics;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the compacted topic of devices from its beginning, on a thread of its own. */
@ApplicationScoped
public class DeviceFeed {

  private static final Logger LOG = Logger.getLogger(DeviceFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MOST_AT_ONCE = 2_000;
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

  private final WindowTopics topics;
  private final Thread thread = new Thread(this::run, "device-feed");
  private volatile @Nullable ConcurrentNavigableMap<String, DeviceStatus> devices;
  private volatile boolean stopped;

  DeviceFeed(WindowTopics topics) {
    this.topics = topics;
  }

  void start(@Observes StartupEvent event) {
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Each device by its sensor's id; absent until the topic has been read to its end once. */
  public Optional<ConcurrentNavigableMap<String, DeviceStatus>> devices() {
    return Optional.ofNullable(devices);
  }

  private void run() {
    while (!stopped) {
      try (KafkaConsumer<byte[], byte[]> consumer = topics.reader(MOST_AT_ONCE)) {
        follow(consumer);
      } catch (InterruptException stop) {
        stopped = true;
      } catch (RuntimeException failure) {
        // What was known goes on being told: it is no older than the trouble.
        LOG.debugf("the topic of devices cannot be followed yet: %s", failure.getMessage());
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (!stopped) {
        TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException stop) {
      stopped = true;
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    ConcurrentNavigableMap<String, DeviceStatus> read = new ConcurrentSkipListMap<>();
    List<TopicPartition> partitions = WindowTopics.partitions(Topics.DEVICE_STATUS);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    boolean atEnd = false;
    while (!stopped) {
      if (!atEnd && WindowTopics.isAt(consumer, ends)) {
        atEnd = true;
        devices = read;
      }
      consumer.poll(POLL).forEach(record -> accept(record, read));
    }
  }

  private static void accept(
      ConsumerRecord<byte[], byte @Nullable []> record, Map<String, DeviceStatus> devices) {
    byte[] value = record.value();
    if (value == null) {
      devices.remove(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      DeviceStatus status = Topics.DEVICE_STATUS.codec().decode(value);
      devices.put(status.sensor(), status);
    } catch (RuntimeException unreadable) {
      LOG.warnf(
          "a record of a device cannot be read: partition=%d offset=%d",
          record.partition(), record.offset());
    }
  }
}
