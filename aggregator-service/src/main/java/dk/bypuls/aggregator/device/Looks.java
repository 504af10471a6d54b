package dk.bypuls.aggregator.device;

import dk.bypuls.aggregator.due.Dues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** When each device is looked at next, in the order of time. */
final class Looks {

  private static final byte TABLE = 17;

  private final Dues dues;

  Looks(KeyValueStore<Bytes, byte[]> store) {
    this.dues = new Dues(store, TABLE);
  }

  void add(String sensor, long due) {
    dues.add(key(due, sensor));
  }

  void remove(String sensor, long due) {
    dues.remove(key(due, sensor));
  }

  /** Takes those that are due by that time, no more than so many. */
  List<Look> take(long through, int most) {
    List<Look> taken = new ArrayList<>(0);
    while (taken.size() < most) {
      Bytes key = dues.first(through);
      if (key == null) {
        break;
      }
      dues.remove(key);
      taken.add(look(key.get()));
    }
    return taken;
  }

  private static Look look(byte[] key) {
    return new Look(
        ByteBuffer.wrap(key, 1, Long.BYTES).getLong(),
        new String(key, Dues.REST, key.length - Dues.REST, StandardCharsets.UTF_8));
  }

  private Bytes key(long due, String sensor) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(dues.key(due, id.length).put(id).array());
  }

  /** One device that is to be looked at. */
  record Look(long due, String sensor) {}
}
