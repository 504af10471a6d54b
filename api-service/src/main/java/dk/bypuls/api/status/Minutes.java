package dk.bypuls.api.status;

import java.util.BitSet;

/** Minutes in which a part was looked at, and those of them in which it was in trouble. */
final class Minutes {

  static final int OF_A_DAY = 1440;

  private static final char SET = '1';
  private static final char UNSET = '0';

  final BitSet seen = new BitSet();
  final BitSet trouble = new BitSet();

  /**
   * One day of it, as the table has it: a character for each minute.
   *
   * @param seen 1 where somebody looked
   * @param trouble 1 where something was amiss
   */
  record Day(String seen, String trouble) {}

  void note(int minute, boolean isWell) {
    seen.set(minute);
    if (!isWell) {
      trouble.set(minute);
    }
  }

  /** Adds a day that begins with that minute: what is set once stays set. */
  void add(int first, Day day) {
    add(first, day.seen(), seen);
    add(first, day.trouble(), trouble);
  }

  Day day(int first) {
    return new Day(write(first, seen), write(first, trouble));
  }

  void forget(int before) {
    seen.clear(0, before);
    trouble.clear(0, before);
  }

  private static void add(int first, String text, BitSet bits) {
    for (int minute = text.indexOf(SET); minute >= 0; minute = text.indexOf(SET, minute + 1)) {
      bits.set(first + minute);
    }
  }

  private static String write(int first, BitSet bits) {
    StringBuilder text = new StringBuilder(OF_A_DAY);
    for (int minute = first; minute < first + OF_A_DAY; minute++) {
      text.append(bits.get(minute) ? SET : UNSET);
    }
    return text.toString();
  }
}
