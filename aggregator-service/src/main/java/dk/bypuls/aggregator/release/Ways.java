package dk.bypuls.aggregator.release;

/** The ways to the window topics, by what each of them may carry. */
public interface Ways {

  /** To {@link dk.bypuls.events.Topics#WINDOWS}. */
  void windows(byte[] key, Released released);

  /** To {@link dk.bypuls.events.Topics#LIVE}. */
  void live(byte[] key, Released released);

  /** To {@link dk.bypuls.events.Topics#LATEST}. */
  void latest(byte[] key, Released released);

  /** To {@link dk.bypuls.events.Topics#EXACT_WINDOWS}. */
  void exactWindows(byte[] key, Kept kept);
}
