package dk.bypuls.aggregator.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** When each device is looked at next, in the order of time: looking costs only what is due. */
final class Looks {

  private static final byte TABLE = 17;
  private static final int SENSOR = 1 + Long.BYTES;
  private static final byte[] NOTHING = {0};

  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing is due before this; not known at first. */
  private long earliest;

  /** All before this has been taken. */
  private Bytes from = key(0, "");

  Looks(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(String sensor, long due) {
    Bytes key = key(due, sensor);
    store.put(key, NOTHING);
    from = key.compareTo(from) < 0 ? key : from;
    earliest = Math.min(earliest, due);
  }

  void remove(String sensor, long due) {
    store.delete(key(due, sensor));
  }

  /** Takes those that are due by that time, no more than so many. */
  List<Look> take(long through, int most) {
    List<Look> due = new ArrayList<>(0);
    if (earliest > through || most <= 0) {
      return due;
    }
    earliest = Long.MAX_VALUE;
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, key(Long.MAX_VALUE, ""))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        Look look = look(row.key.get());
        if (look.due() > through || due.size() == most) {
          earliest = look.due();
          from = row.key;
          break;
        }
        due.add(look);
      }
    }
    due.forEach(look -> remove(look.sensor(), look.due()));
    return due;
  }

  private static Look look(byte[] key) {
    return new Look(
        ByteBuffer.wrap(key, 1, Long.BYTES).getLong(),
        new String(key, SENSOR, key.length - SENSOR, StandardCharsets.UTF_8));
  }

  private static Bytes key(long due, String sensor) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(SENSOR + id.length).put(TABLE).putLong(due).put(id).array());
  }

  /** One device that is to be looked at. */
  record Look(long due, String sensor) {}
}
