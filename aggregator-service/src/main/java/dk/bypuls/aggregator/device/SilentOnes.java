package dk.bypuls.aggregator.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The devices that are silent now, so that they can be counted without looking at all others. */
final class SilentOnes {

  private static final byte TABLE = 18;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Integer> counts = new TreeMap<>();

  SilentOnes(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    Bytes end = Bytes.wrap(new byte[] {TABLE + 1});
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(key(""), end)) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        if (row.key.get()[0] == TABLE) {
          count(new String(row.value, StandardCharsets.UTF_8), 1);
        }
      }
    }
  }

  void add(String tenant, String sensor) {
    store.put(key(sensor), tenant.getBytes(StandardCharsets.UTF_8));
    count(tenant, 1);
  }

  void remove(String tenant, String sensor) {
    store.delete(key(sensor));
    count(tenant, -1);
  }

  /** How many each tenant has. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  private void count(String tenant, int more) {
    counts.merge(tenant, more, Integer::sum);
  }

  private static Bytes key(String sensor) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(TABLE).put(id).array());
  }
}
