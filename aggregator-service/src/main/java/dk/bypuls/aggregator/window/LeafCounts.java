package dk.bypuls.aggregator.window;

import dk.bypuls.aggregator.privacy.Contributions;
import dk.bypuls.aggregator.privacy.Distinct;
import dk.bypuls.aggregator.privacy.TooMany;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many distinct contributors count in each of the leaves that start at one instant. Of who they
 * are it knows nothing.
 *
 * @param tooMany whether more were seen that day than are told apart
 * @param byLevel of leaves in which somebody counts
 */
record LeafCounts(boolean tooMany, Map<String, Long> byLevel) {

  static final LeafCounts NOBODY = new LeafCounts(false, Map.of());
  static final LeafCounts TOO_MANY = new LeafCounts(true, Map.of());

  LeafCounts {
    byLevel = Map.copyOf(byLevel);
  }

  /** What was contributed to the leaf of an area. */
  Contributions of(String level) {
    return tooMany ? new TooMany() : new Distinct(byLevel.getOrDefault(level, 0L));
  }

  byte[] toBytes() {
    Map<byte[], Long> written = new TreeMap<>(Arrays::compare);
    byLevel.forEach((level, count) -> written.put(level.getBytes(StandardCharsets.UTF_8), count));
    int length =
        written.keySet().stream().mapToInt(it -> it.length + Integer.BYTES + Long.BYTES).sum();
    ByteBuffer out = ByteBuffer.allocate(1 + length).put((byte) (tooMany ? 1 : 0));
    written.forEach((level, count) -> out.putInt(level.length).put(level).putLong(count));
    return out.array();
  }

  static LeafCounts fromBytes(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    boolean tooMany = in.get() == 1;
    Map<String, Long> byLevel = new TreeMap<>();
    while (in.hasRemaining()) {
      byte[] level = new byte[in.getInt()];
      in.get(level);
      byLevel.put(new String(level, StandardCharsets.UTF_8), in.getLong());
    }
    return new LeafCounts(tooMany, byLevel);
  }
}
