package dk.bypuls.events;

/** What has a number in binary events, which never changes. */
public interface Numbered {

  int number();

  /**
   * The one of that number.
   *
   * @throws IllegalArgumentException if none has it
   */
  static <E extends Enum<E> & Numbered> E find(E[] all, int number) {
    for (E each : all) {
      if (each.number() == number) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "no " + all[0].getDeclaringClass().getSimpleName() + " has the number " + number);
  }
}
