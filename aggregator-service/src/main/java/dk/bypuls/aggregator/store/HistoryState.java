package dk.bypuls.aggregator.store;

/**
 * What the writer of history is doing.
 *
 * @param detail a sentence for people; for {@link Doing#STOPPED} it says what to do
 */
record HistoryState(Doing doing, String detail) {

  enum Doing {
    STARTING("starting"),
    WAITING("waiting"),
    STANDBY("standby"),
    WRITING("writing"),
    STOPPED("stopped");

    private final String words;

    Doing(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
