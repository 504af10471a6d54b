package dk.bypuls.aggregator.series;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks are kept: by series, local day and number within the day; and what is still
 * known of those that are gone.
 */
final class ChunkStore {

  private final KeyValueStore<Bytes, byte[]> store;

  ChunkStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Nullable Chunk find(int series, LocalDays.Day day, int number) {
    byte[] bytes = store.get(key(series, day, number));
    return bytes == null ? null : Chunk.of(bytes, day.start());
  }

  void put(int series, LocalDays.Day day, int number, Chunk chunk) {
    store.put(key(series, day, number), chunk.bytes());
  }

  void delete(int series, LocalDays.Day day, int number) {
    store.delete(key(series, day, number));
  }

  @Nullable Past findPast(int series) {
    byte[] bytes = store.get(pastKey(series));
    return bytes == null ? null : Past.of(bytes);
  }

  void putPast(int series, Past past) {
    store.put(pastKey(series), past.toBytes());
  }

  /** Shorter than the key of any chunk. */
  private static Bytes pastKey(int series) {
    return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(series).array());
  }

  private static Bytes key(int series, LocalDays.Day day, int number) {
    return Bytes.wrap(
        ByteBuffer.allocate(3 * Integer.BYTES)
            .putInt(series)
            .putInt(day.number())
            .putInt(number)
            .array());
  }
}
