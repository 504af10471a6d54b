package dk.bypuls.aggregator.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in front of another, to which it writes what has changed once for each commit: what is
 * put ten times between two commits costs one write.
 *
 * <p>Before a commit the engine has its caching stores write what they have, and no others: under
 * exactly-once it does not call {@link StateStore#flush()} then. So to the engine this is one of
 * them, by an interface that is the engine's own. Its own cache does the same, but keeps what it
 * has written in a tree that is looked through with each put, which was a fifth of all our time.
 */
final class HeldStore implements KeyValueStore<Bytes, byte[]>, CachedStateStore<Bytes, byte[]> {

  /** So many changes are held at most; further ones have them written before the commit. */
  static final int HELD_AT_MOST = 5_000;

  private final KeyValueStore<Bytes, byte[]> store;

  /** What has changed, in the order in which it first did; null for what is deleted. */
  private final Map<Bytes, byte @Nullable []> held = new LinkedHashMap<>();

  /** Holds what is put until that store is to be written to, which has no cache itself. */
  HeldStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    held.put(key, value);
    if (held.size() >= HELD_AT_MOST) {
      write();
    }
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] known = get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] known = get(key);
    put(key, null);
    return known;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    byte[] changed = held.get(key);
    return changed != null || held.containsKey(key) ? changed : store.get(key);
  }

  /** What is asked for in order is seldom asked for: so it is written first. */
  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    write();
    return store.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    write();
    return store.all();
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }

  private void write() {
    held.forEach(store::put);
    held.clear();
  }

  /** The engine is about to commit. */
  @Override
  public void flushCache() {
    write();
  }

  @Override
  public void clearCache() {
    held.clear();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}
