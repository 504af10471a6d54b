package dk.bypuls.aggregator.store;

import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.codec.UnreadableEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes on one side, and the positions behind it. Not for several threads.
 */
final class Batch {

  private final HistorySide side;
  private final List<Published> windows = new ArrayList<>();
  private final List<Published> past = new ArrayList<>();
  private final Map<Progress, Instant> through = new HashMap<>();
  private final List<Withdrawal> withdrawals = new ArrayList<>();
  private final List<SetAside> setAside = new ArrayList<>();
  private final Map<Integer, Long> nextOffsets = new TreeMap<>();
  private int records;
  private int running;

  Batch(HistorySide side) {
    this.side = side;
  }

  record Published(Window window, Instant at, SeriesIds.Key series) {}

  /** Of what a {@link CompleteThrough} speaks. */
  record Progress(String dataset, Resolution resolution, int partition) {}

  record Withdrawal(Withdrawn withdrawn, Instant at) {}

  /** A record that is no window event: kept as it is, so that nothing is lost by going on. */
  record SetAside(ConsumerRecord<byte[], byte @Nullable []> source, String reason) {}

  void add(ConsumerRecord<byte[], byte @Nullable []> record) {
    records++;
    byte[] bytes = record.value();
    if (bytes == null) {
      setAside.add(new SetAside(record, "a record without a value"));
      return;
    }
    try {
      add(side.topic().codec().decode(bytes), Instant.ofEpochMilli(record.timestamp()));
    } catch (UnreadableEventException e) {
      setAside.add(new SetAside(record, String.valueOf(e.getMessage())));
    }
  }

  private void add(WindowEvent event, Instant at) {
    if (event instanceof Window window) {
      if (window.status() == Window.Status.RUNNING) {
        running++;
      } else {
        windows.add(new Published(window, at, SeriesIds.Key.of(window)));
      }
    } else if (event instanceof PastWindow told) {
      past.add(new Published(told.window(), at, SeriesIds.Key.of(told.window())));
    } else if (event instanceof CompleteThrough told) {
      through.merge(
          new Progress(told.dataset(), told.resolution(), told.partition()),
          told.through(),
          (known, next) -> next.isAfter(known) ? next : known);
    } else if (event instanceof Withdrawn withdrawn) {
      withdrawals.add(new Withdrawal(withdrawn, at));
    }
  }

  /** Has the open history not take what was recalled: it may come from who has not heard of it. */
  void leaveOut(Predicate<Window> recalled) {
    if (side == HistorySide.OPEN) {
      windows.removeIf(told -> recalled.test(told.window()));
      past.removeIf(told -> recalled.test(told.window()));
    }
  }

  /** The position behind what was read of a partition. */
  void readUpTo(int partition, long nextOffset) {
    nextOffsets.put(partition, nextOffset);
  }

  HistorySide side() {
    return side;
  }

  List<Published> windows() {
    return windows;
  }

  /** What a job tells again: to be written where it is not there already. */
  List<Published> past() {
    return past;
  }

  Map<Progress, Instant> through() {
    return through;
  }

  List<Withdrawal> withdrawals() {
    return withdrawals;
  }

  List<SetAside> setAside() {
    return setAside;
  }

  /** The next record of each partition that this was read from. */
  Map<Integer, Long> nextOffsets() {
    return nextOffsets;
  }

  int records() {
    return records;
  }

  /** How many windows were left out because they are still filling. */
  int running() {
    return running;
  }
}
