package dk.bypuls.aggregator.window;

/** The time of a partition of readings, as its records' append times tell. */
public final class AppendTime {

  /**
   * Append time may step back so far, and stands still then. Where it falls further the clock of a
   * broker was ahead, and what it said is believed no longer.
   */
  private static final long STEP_BACK = 60_000;

  private AppendTime() {}

  /**
   * What time it is when a record comes.
   *
   * @param newest the latest append time of its partition, the record's own among them
   */
  public static long at(long appendedAt, long newest) {
    return newest - appendedAt > STEP_BACK ? appendedAt : newest;
  }
}
