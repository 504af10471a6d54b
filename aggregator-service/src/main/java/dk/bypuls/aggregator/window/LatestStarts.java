package dk.bypuls.aggregator.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When the newest window started that was told of each series, place and resolution: an older one
 * may not replace it.
 */
final class LatestStarts {

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;

  LatestStarts(KeyValueStore<Bytes, byte[]> store, byte table) {
    this.store = store;
    this.table = table;
  }

  /** Whether none that starts later was told; it is the newest then. */
  boolean advance(int series, Slot slot, String place) {
    Bytes key = key(series, slot, place);
    byte[] known = store.get(key);
    long newest = known == null ? Long.MIN_VALUE : ByteBuffer.wrap(known).getLong();
    if (slot.start() > newest) {
      store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(slot.start()).array());
    }
    return slot.start() >= newest;
  }

  private Bytes key(int series, Slot slot, String place) {
    byte[] id = place.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(2 + Integer.BYTES + id.length)
            .put(table)
            .putInt(series)
            .put((byte) slot.resolution().number())
            .put(id)
            .array());
  }
}
