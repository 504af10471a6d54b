package dk.bypuls.api.live;

import java.util.BitSet;

/** The numbers of packets that a client has not acknowledged yet. */
final class Unacknowledged {

  private static final int HIGHEST = 65_535;

  private final BitSet open = new BitSet();
  private int most;
  private int last;

  /** So many at once. */
  Unacknowledged(int most) {
    this.most = most;
  }

  /** Lets at most so many be open. */
  void limit(int lower) {
    most = Math.min(most, Math.max(1, lower));
  }

  boolean hasRoom() {
    return open.cardinality() < most;
  }

  /** A number that is not in use, which then is. */
  int next() {
    do {
      last = last % HIGHEST + 1;
    } while (open.get(last));
    open.set(last);
    return last;
  }

  void acknowledged(int number) {
    open.clear(number);
  }
}
