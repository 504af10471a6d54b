package dk.bypuls.aggregator.device;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Since when the partition has been written to without a break. While ingest or Kafka was away no
 * device could be heard, so nothing is held against one.
 */
final class Listening {

  static final long MINUTE = 60_000;

  /** Ticks come each second: after so many minutes without one, nobody listened. */
  private static final long BREAK = 2;

  private static final Bytes KEY = Bytes.wrap(new byte[] {19});

  private final KeyValueStore<Bytes, byte[]> store;
  private long minute = Long.MIN_VALUE / 2;
  private long since;

  Listening(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    byte[] known = store.get(KEY);
    if (known != null) {
      ByteBuffer in = ByteBuffer.wrap(known);
      minute = in.getLong();
      since = in.getLong();
    }
  }

  /** Something was appended at that time. */
  void at(long now) {
    long next = Math.floorDiv(now, MINUTE);
    if (next > minute) {
      since = next - minute > BREAK ? next * MINUTE : since;
      minute = next;
      store.put(KEY, ByteBuffer.allocate(2 * Long.BYTES).putLong(minute).putLong(since).array());
    }
  }

  long since() {
    return since;
  }
}
