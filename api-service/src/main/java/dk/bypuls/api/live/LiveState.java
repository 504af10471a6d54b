package dk.bypuls.api.live;

import dk.bypuls.api.notice.Notice;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.codec.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All that has been read from the window topics and may still be asked for. */
final class LiveState {

  private static final Logger LOG = Logger.getLogger(LiveState.class);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final RegistryView registry;
  private final LatestWindows latest = new LatestWindows();
  private final RecentEvents recent;
  private Position position;

  /**
   * Nothing read yet.
   *
   * @param start where reading of the windows begins
   */
  LiveState(RegistryView registry, int rememberedEvents, Position start) {
    this.registry = registry;
    this.recent = new RecentEvents(rememberedEvents, start);
    this.position = start;
  }

  RecentEvents recent() {
    return recent;
  }

  /** Where reading is. */
  Position position() {
    return read((windows, at) -> at);
  }

  /** Reads something while nothing changes. */
  <A> A read(Reading<A> reading) {
    lock.readLock().lock();
    try {
      return reading.read(latest, position);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes what the compacted topic knows of a series. */
  void restore(ConsumerRecord<byte[], byte[]> told) {
    if (told.value() == null) {
      latest.forget(new String(told.key(), StandardCharsets.UTF_8));
    } else if (decode(told) instanceof Window window) {
      latest.accept(window, Instant.ofEpochMilli(told.timestamp()));
    }
  }

  /** Takes the next records, in their order. */
  void accept(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    Catalogue catalogue = registry.current();
    for (ConsumerRecord<byte[], byte[]> told : records) {
      WindowEvent event = decode(told);
      lock.writeLock().lock();
      try {
        accept(catalogue, told, event);
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  /** Tells something that is from no topic. */
  void tell(Notice notice) {
    lock.writeLock().lock();
    try {
      recent.add(LiveEvents.of(notice, position));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Takes note that a partition of the windows has been read up to there. */
  void reached(int partition, long offset) {
    lock.writeLock().lock();
    try {
      position = position.upTo(partition, offset);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void accept(
      Catalogue catalogue, ConsumerRecord<byte[], byte[]> told, @Nullable WindowEvent event) {
    boolean lasting = told.topic().equals(Topics.WINDOWS.name());
    if (lasting) {
      position = position.after(told.partition(), told.offset());
    }
    Instant at = Instant.ofEpochMilli(told.timestamp());
    if (event instanceof Window window) {
      boolean news = latest.accept(window, at);
      if (lasting || news) {
        LiveEvents.of(catalogue, window, at, told.partition(), told.offset(), position)
            .ifPresent(
                live -> {
                  recent.add(live);
                  latest.told(window, live);
                });
      }
    } else if (event instanceof CompleteThrough progress) {
      latest.accept(progress);
    } else if (event instanceof Withdrawn withdrawn) {
      latest.accept(withdrawn, at);
      recent.add(LiveEvents.of(withdrawn, told.partition(), told.offset(), position));
    }
  }

  private static @Nullable WindowEvent decode(ConsumerRecord<byte[], byte[]> told) {
    try {
      return Topics.WINDOWS.codec().decode(told.value());
    } catch (UnreadableEventException newer) {
      LOG.errorf(newer, "a record of %s cannot be read and is passed over", told.topic());
      return null;
    }
  }

  /** Something to read of the state. */
  interface Reading<A> {
    A read(LatestWindows latest, Position position);
  }
}
