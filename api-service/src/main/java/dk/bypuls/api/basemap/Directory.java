package dk.bypuls.api.basemap;

import java.util.Arrays;
import java.util.Optional;

/** A list of where tiles are, and of where more such lists are, in ascending order of the tiles. */
final class Directory {

  /** The number of entries, and four numbers of each, of at least a byte. */
  private static final int LEAST_BYTES_PER_ENTRY = 4;

  private final long[] first;
  private final long[] offset;
  private final int[] length;
  private final int[] run;

  private Directory(int entries) {
    first = new long[entries];
    offset = new long[entries];
    length = new int[entries];
    run = new int[entries];
  }

  /**
   * Where something is.
   *
   * @param isTile otherwise it is another directory
   */
  record Entry(long offset, int length, boolean isTile) {}

  /** Reads an unpacked directory. */
  static Directory read(byte[] bytes) throws UnreadableTilesException {
    Varints numbers = new Varints(bytes);
    long entries = numbers.next();
    if (entries <= 0 || entries > bytes.length / LEAST_BYTES_PER_ENTRY) {
      throw PmTiles.damaged("a directory says it has " + entries + " entries");
    }
    Directory directory = new Directory((int) entries);
    directory.readTiles(numbers);
    directory.readOffsets(numbers);
    return directory;
  }

  private void readTiles(Varints numbers) throws UnreadableTilesException {
    long tile = 0;
    for (int i = 0; i < first.length; i++) {
      long more = numbers.next();
      if (more < 0 || (i > 0 && more == 0) || tile + more < tile) {
        throw PmTiles.damaged("a directory is not in order");
      }
      tile += more;
      first[i] = tile;
    }
    for (int i = 0; i < run.length; i++) {
      run[i] = numbers.nextInt();
    }
    for (int i = 0; i < length.length; i++) {
      length[i] = numbers.nextInt();
    }
  }

  private void readOffsets(Varints numbers) throws UnreadableTilesException {
    for (int i = 0; i < offset.length; i++) {
      long told = numbers.next();
      if (told > 0) {
        offset[i] = told - 1;
      } else if (told == 0 && i > 0) {
        // It follows the one before.
        offset[i] = offset[i - 1] + length[i - 1];
      } else {
        throw PmTiles.damaged("a directory has an entry without a place");
      }
    }
  }

  int entries() {
    return first.length;
  }

  /** What the tile is, or is further described by; none where there is no such tile. */
  Optional<Entry> find(long tile) {
    int found = Arrays.binarySearch(first, tile);
    int at = found >= 0 ? found : -found - 2;
    if (at < 0 || (run[at] > 0 && tile - first[at] >= run[at])) {
      return Optional.empty();
    }
    return Optional.of(new Entry(offset[at], length[at], run[at] > 0));
  }
}
