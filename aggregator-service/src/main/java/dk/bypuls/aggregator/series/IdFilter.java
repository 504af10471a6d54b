package dk.bypuls.aggregator.series;

/** Fingerprints of the ids of one hour, in a hash table without chains. */
final class IdFilter {

  private static final int FIRST_CAPACITY = 8;

  /** Of the objects that it is made of. */
  private static final int FRAME = 50;

  private final long hour;
  private int[] table = new int[FIRST_CAPACITY];
  private int size;

  IdFilter(long hour) {
    this.hour = hour;
  }

  long hour() {
    return hour;
  }

  /** About how many bytes of memory it takes. */
  int weight() {
    return FRAME + Integer.BYTES * table.length;
  }

  boolean mayHold(long id) {
    return table[slotOf(table, fingerprint(id))] != 0;
  }

  void add(long id) {
    int fingerprint = fingerprint(id);
    int slot = slotOf(table, fingerprint);
    if (table[slot] == 0) {
      table[slot] = fingerprint;
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
  }

  private void grow() {
    int[] larger = new int[2 * table.length];
    for (int fingerprint : table) {
      if (fingerprint != 0) {
        larger[slotOf(larger, fingerprint)] = fingerprint;
      }
    }
    table = larger;
  }

  /** Where that fingerprint is, or the free slot where it belongs. */
  private static int slotOf(int[] table, int fingerprint) {
    int mask = table.length - 1;
    int slot = fingerprint & mask;
    while (table[slot] != 0 && table[slot] != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Ids are hashes already; 0 stands for a free slot. */
  private static int fingerprint(long id) {
    int low = (int) id;
    return low == 0 ? 1 : low;
  }
}
