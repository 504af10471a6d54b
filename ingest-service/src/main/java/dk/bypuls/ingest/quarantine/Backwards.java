package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Quarantined;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition, read backwards in blocks. */
final class Backwards {

  private static final int BLOCK = 500;

  /** Hands over the records from an offset up to another. */
  interface Blocks {
    void read(
        TopicPartition partition,
        long from,
        long below,
        Consumer<ConsumerRecord<byte[], byte[]>> taker);
  }

  private final TopicPartition partition;
  private final long beginning;
  private final Filter filter;
  private final Predicate<Quarantined> isOf;
  private final Function<ConsumerRecord<byte[], byte[]>, Optional<Entry>> reader;
  private final boolean whole;
  private final int mostHeld;

  // Oldest first, so that the last is the next.
  private final Deque<Entry> found = new ArrayDeque<>();
  private int held;
  private long below;
  private boolean ended;
  private int scanned;

  Backwards(
      TopicPartition partition,
      long beginning,
      long below,
      Filter filter,
      Predicate<Quarantined> isOf,
      Function<ConsumerRecord<byte[], byte[]>, Optional<Entry>> reader,
      boolean whole,
      int mostHeld) {
    this.partition = partition;
    this.beginning = beginning;
    this.below = below;
    this.filter = filter;
    this.isOf = isOf;
    this.reader = reader;
    this.whole = whole;
    this.mostHeld = mostHeld;
  }

  int partition() {
    return partition.partition();
  }

  int scanned() {
    return scanned;
  }

  boolean needsMore() {
    return found.isEmpty() && below > beginning && !ended;
  }

  boolean mayHaveMore() {
    return !found.isEmpty() || (below > beginning && !ended);
  }

  /** Below which offset nothing was given out yet. */
  long below() {
    return found.isEmpty() ? below : last().name().offset() + 1;
  }

  boolean isNewerThan(@Nullable Backwards other) {
    return !found.isEmpty()
        && (other == null || last().setAsideAt().isAfter(other.last().setAsideAt()));
  }

  private Entry last() {
    return found.getLast();
  }

  Entry take() {
    Entry taken = found.removeLast();
    held -= taken.heldBytes();
    return taken;
  }

  void readBlock(Blocks blocks) {
    long end = below;
    below = Math.max(beginning, end - BLOCK);
    blocks.read(partition, below, end, this::look);
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    scanned++;
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (filter.from() != null && at.isBefore(filter.from())) {
      // Records are in the order of their append times: what is further back is older still.
      ended = true;
      return;
    }
    reader
        .apply(record)
        .filter(entry -> filter.fits(entry.what(), at, entry.settled() != null))
        .filter(entry -> isOf.test(entry.what()))
        .ifPresent(this::hold);
  }

  private void hold(Entry entry) {
    Entry kept = whole ? entry : entry.withoutOriginal();
    found.addLast(kept);
    held += kept.heldBytes();
    while (held > mostHeld && found.size() > 1) {
      // Too much to be held: what is older is read again when it is its turn.
      Entry older = found.removeFirst();
      held -= older.heldBytes();
      below = older.name().offset() + 1;
    }
  }
}
