package dk.bypuls.aggregator.series;

/**
 * Readings one after the other that all say the same.
 *
 * @param since when the first of them was observed; the end of all time if there is none
 */
public record Run(long since, long count) {

  /** Of no reading. */
  public static final Run NONE = new Run(Long.MAX_VALUE, 0);

  /** The same with one more. */
  public Run with(long observedAt) {
    return with(new Run(observedAt, 1));
  }

  /** Both as one. */
  Run with(Run other) {
    return new Run(Math.min(since, other.since), count + other.count);
  }
}
