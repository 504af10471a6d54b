package dk.bypuls.aggregator.window;

import dk.bypuls.events.AreaBeat;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far the partitions are whose sensors speak of areas. The slowest of them says what is over.
 */
final class Upstreams {

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte table;
  private final long[] through;
  private final long[] at;

  /** What is known of so many partitions. */
  Upstreams(KeyValueStore<Bytes, byte[]> store, byte table, int partitions) {
    this.store = store;
    this.table = table;
    this.through = new long[partitions];
    this.at = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      byte[] row = store.get(key(partition));
      if (row != null) {
        ByteBuffer in = ByteBuffer.wrap(row);
        through[partition] = in.getLong();
        at[partition] = in.getLong();
      }
    }
  }

  /** Takes note of a beat; none takes anything back. */
  void accept(AreaBeat beat) {
    int partition = beat.partition();
    through[partition] = Math.max(through[partition], beat.through().toEpochMilli());
    at[partition] = Math.max(at[partition], beat.at().toEpochMilli());
    store.put(
        key(partition),
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(through[partition])
            .putLong(at[partition])
            .array());
  }

  /** The windows of sensors that end by then have been told; 0 until all have spoken. */
  long through() {
    return smallest(through);
  }

  /** The append time that has been reached; 0 until all have spoken. */
  long at() {
    return smallest(at);
  }

  private static long smallest(long[] times) {
    long smallest = Long.MAX_VALUE;
    for (long time : times) {
      smallest = Math.min(smallest, time);
    }
    return smallest;
  }

  private Bytes key(int partition) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES).put(table).putInt(partition).array());
  }
}
