package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Coarser;
import dk.bypuls.aggregator.privacy.Engine;
import dk.bypuls.aggregator.privacy.Ledger;
import dk.bypuls.aggregator.privacy.Memory;
import dk.bypuls.aggregator.privacy.Releases;
import dk.bypuls.events.policy.Leaf;
import dk.bypuls.events.policy.Ratio;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What must not be forgotten of answers about people: how far they were given, which leaves were
 * answered, what of a day's budget is spent, and the sums of what was told.
 *
 * <p>It is in the store of areas, so that it is kept in the transaction of the answers, comes back
 * after a kill, and moves with its tree to another instance.
 */
final class LeafMemory {

  /** Follows the name of a tree, which has no spaces. */
  private static final String TIGHTENINGS = " tightenings";

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte cursors;
  private final byte releases;
  private final byte ledgers;
  private final byte sums;

  /** In four tables that follow each other. */
  LeafMemory(KeyValueStore<Bytes, byte[]> store, byte firstTable) {
    this.store = store;
    this.cursors = firstTable;
    this.releases = (byte) (firstTable + 1);
    this.ledgers = (byte) (firstTable + 2);
    this.sums = (byte) (firstTable + 3);
  }

  /** When the next leaf of a tree starts; absent where none was answered. */
  OptionalLong cursor(String tree) {
    return number(cursors, tree);
  }

  private OptionalLong number(byte table, String name) {
    byte[] row = store.get(key(table, name));
    return row == null ? OptionalLong.empty() : OptionalLong.of(ByteBuffer.wrap(row).getLong());
  }

  void putCursor(String tree, long start) {
    store.put(key(cursors, tree), ByteBuffer.allocate(Long.BYTES).putLong(start).array());
  }

  /** How many stricter policies were applied to what was told of a tree. */
  int tightenings(String tree) {
    return (int) number(cursors, tree + TIGHTENINGS).orElse(0);
  }

  void putTightenings(String tree, int count) {
    store.put(
        key(cursors, tree + TIGHTENINGS), ByteBuffer.allocate(Long.BYTES).putLong(count).array());
  }

  /** All that an engine has to remember to answer for a leaf. */
  Memory of(Engine engine, Leaf leaf) {
    byte[] told = store.get(key(releases, engine.releasesName(leaf)));
    return new Memory(
        told == null ? Releases.NONE : Releases.fromBytes(told),
        engine.ledgerName(leaf).map(this::ledger).orElse(Ledger.UNTOUCHED));
  }

  private Ledger ledger(String name) {
    byte[] spent = store.get(key(ledgers, name));
    return spent == null
        ? Ledger.UNTOUCHED
        : new Ledger(Ratio.parse(new String(spent, StandardCharsets.UTF_8)));
  }

  void put(Engine engine, Leaf leaf, Memory after) {
    store.put(key(releases, engine.releasesName(leaf)), after.releases().toBytes());
    byte[] spent = after.ledger().spent().toString().getBytes(StandardCharsets.UTF_8);
    engine.ledgerName(leaf).ifPresent(name -> store.put(key(ledgers, name), spent));
  }

  /** The sum of an area and slot so far. */
  Coarser sum(int series, Slot slot, String level) {
    byte[] row = store.get(sumKey(series, slot, level));
    return row == null ? Coarser.NONE : sum(row);
  }

  void putSum(int series, Slot slot, String level, Coarser sum) {
    store.put(
        sumKey(series, slot, level),
        ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES)
            .putLong(sum.sum())
            .putInt(sum.told())
            .putInt(sum.banded())
            .putInt(sum.withheld())
            .array());
  }

  /** The sums of a slot, by area. */
  Map<String, Coarser> sums(int series, Slot slot) {
    Bytes from = sumKey(series, slot, "");
    Map<String, Coarser> sums = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> found = store.range(from, Bytes.increment(from))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> row = found.next();
        byte[] key = row.key.get();
        int head = from.get().length;
        sums.put(new String(key, head, key.length - head, StandardCharsets.UTF_8), sum(row.value));
      }
    }
    return sums;
  }

  /** Hands out the sums of a slot that is over, by area, and forgets them. */
  void takeSums(int series, Slot slot, BiConsumer<String, Coarser> reader) {
    sums(series, slot)
        .forEach(
            (level, sum) -> {
              reader.accept(level, sum);
              store.delete(sumKey(series, slot, level));
            });
  }

  private static Coarser sum(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    return new Coarser(in.getLong(), in.getInt(), in.getInt(), in.getInt());
  }

  private Bytes sumKey(int series, Slot slot, String level) {
    byte[] area = level.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(2 + Integer.BYTES + Long.BYTES + area.length)
            .put(sums)
            .putInt(series)
            .put((byte) slot.resolution().number())
            .putLong(slot.start())
            .put(area)
            .array());
  }

  private static Bytes key(byte table, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + bytes.length).put(table).put(bytes).array());
  }
}
