package dk.bypuls.aggregator.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks are kept: by series, local day and number within the day; the pieces of the last
 * one, which is still open, by their number within it; and what is still known of those that are
 * gone.
 */
final class ChunkStore {

  private static final int KEY = 3 * Integer.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final KeyValueStore<Bytes, byte[]> store;

  ChunkStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Nullable Chunk find(int series, LocalDays.Day day, int number) {
    byte[] bytes = store.get(key(series, day, number));
    return bytes == null ? null : Chunk.of(bytes, day.start());
  }

  /** The open chunk as far as it was written; absent if none was begun. */
  @Nullable Chunk findOpen(int series, LocalDays.Day day, int number) {
    Chunk open = null;
    byte[] piece = store.get(pieceKey(series, day, number, 0));
    for (int next = 1; piece != null; next++) {
      Chunk found = Chunk.of(piece, day.start());
      if (open == null) {
        open = found;
      } else {
        open.addAll(found);
      }
      piece = store.get(pieceKey(series, day, number, next));
    }
    return open;
  }

  /** Writes the piece of the open chunk that its last reading is in. */
  void putOpen(int series, LocalDays.Day day, int number, Chunk open) {
    int last = open.pieces() - 1;
    store.put(pieceKey(series, day, number, last), open.piece(last));
  }

  /** Writes the chunk as one for good. */
  void seal(int series, LocalDays.Day day, int number, Chunk chunk) {
    store.put(key(series, day, number), chunk.bytes());
    deleteOpen(series, day, number, chunk);
  }

  void deleteOpen(int series, LocalDays.Day day, int number, Chunk open) {
    for (int piece = 0; piece < open.pieces(); piece++) {
      // To delete it, the store would read it first.
      store.put(pieceKey(series, day, number, piece), null);
    }
  }

  void delete(int series, LocalDays.Day day, int number) {
    store.put(key(series, day, number), null);
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
    byte[] key = new byte[Integer.BYTES];
    INTS.set(key, 0, series);
    return Bytes.wrap(key);
  }

  private static Bytes pieceKey(int series, LocalDays.Day day, int number, int piece) {
    byte[] key = key(KEY + 1, series, day, number);
    key[KEY] = (byte) piece;
    return Bytes.wrap(key);
  }

  private static Bytes key(int series, LocalDays.Day day, int number) {
    return Bytes.wrap(key(KEY, series, day, number));
  }

  /** Made with each reading: without a buffer around it. */
  private static byte[] key(int length, int series, LocalDays.Day day, int number) {
    byte[] key = new byte[length];
    INTS.set(key, 0, series);
    INTS.set(key, Integer.BYTES, day.number());
    INTS.set(key, 2 * Integer.BYTES, number);
    return key;
  }
}
