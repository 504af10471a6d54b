package dk.bypuls.api.allowance;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** What is kept at hand, by its key: the last used, up to so much together. */
public final class BoundedCache<K, V> {

  private final long most;
  private final ToLongBiFunction<K, V> size;
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private long taken;

  /**
   * One that knows nothing.
   *
   * @param size about how much a key and its value take
   */
  public BoundedCache(long most, ToLongBiFunction<K, V> size) {
    this.most = most;
    this.size = size;
  }

  /** The value, if it is still there. */
  public synchronized @Nullable V find(K key) {
    return values.get(key);
  }

  /** Keeps it, and lets go of what was not used for longest where there is no more room. */
  public synchronized void put(K key, V value) {
    remove(key);
    values.put(key, value);
    taken += size.applyAsLong(key, value);
    Iterator<Map.Entry<K, V>> eldest = values.entrySet().iterator();
    while (taken > most && eldest.hasNext()) {
      Map.Entry<K, V> entry = eldest.next();
      taken -= size.applyAsLong(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  /** Lets go of it, if it is there. */
  public synchronized void remove(K key) {
    V before = values.remove(key);
    taken -= before == null ? 0 : size.applyAsLong(key, before);
  }

  /** Lets go of all. */
  public synchronized void clear() {
    values.clear();
    taken = 0;
  }

  synchronized int size() {
    return values.size();
  }
}
