package dk.bypuls.aggregator.figure;

import java.util.Arrays;
import java.util.Comparator;

/** Readings in the order of their time; of the same time, in that of their ids. */
public final class Timeline {

  private static final int AT = 0;
  private static final int ID = 1;
  private static final int VALUE = 2;
  private static final int WIDTH = 3;

  private static final Comparator<long[]> ORDER =
      (one, other) -> compare(one[AT], one[ID], one[VALUE], other[AT], other[ID], other[VALUE]);

  private long[] readings = new long[8 * WIDTH];
  private int size;
  private boolean sorted = true;

  /** Takes in a reading. */
  public void add(long observedAt, long value, long id) {
    int at = size * WIDTH;
    if (at == readings.length) {
      readings = Arrays.copyOf(readings, 2 * readings.length);
    }
    readings[at + AT] = observedAt;
    readings[at + ID] = id;
    readings[at + VALUE] = value;
    sorted &= size == 0 || compare(at - WIDTH, at) <= 0;
    size++;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** When it was observed. */
  public long at(int index) {
    return readings[index * WIDTH + AT];
  }

  /** What it says. */
  public long value(int index) {
    return readings[index * WIDTH + VALUE];
  }

  /** To be called before they are looked at. */
  public void sort() {
    if (sorted) {
      return;
    }
    long[][] rows = new long[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = Arrays.copyOfRange(readings, i * WIDTH, (i + 1) * WIDTH);
    }
    Arrays.sort(rows, ORDER);
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows[i], 0, readings, i * WIDTH, WIDTH);
    }
    sorted = true;
  }

  private int compare(int one, int other) {
    return compare(
        readings[one + AT],
        readings[one + ID],
        readings[one + VALUE],
        readings[other + AT],
        readings[other + ID],
        readings[other + VALUE]);
  }

  /** Which of two readings comes first. */
  static int compare(long at, long id, long value, long otherAt, long otherId, long otherValue) {
    int byTime = Long.compare(at, otherAt);
    if (byTime != 0) {
      return byTime;
    }
    int byId = Long.compareUnsigned(id, otherId);
    return byId != 0 ? byId : Long.compare(value, otherValue);
  }
}
