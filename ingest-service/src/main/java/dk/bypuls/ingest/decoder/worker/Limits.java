package dk.bypuls.ingest.decoder.worker;

import java.time.Duration;

/**
 * What one call of a codec may use.
 *
 * @param cpu how long it may run, in the CPU time of its thread, so that a busy machine stops
 *     nobody
 * @param elapsed how long it may take by the clock, for what waits or hides from the CPU's account
 * @param bytes how much it may allocate
 */
public record Limits(Duration cpu, Duration elapsed, long bytes) {

  /** How many times as many bytes a codec's first calls may allocate. */
  public static final int MORE_AT_FIRST = 4;

  /** How many times as long a codec's first calls may take by the clock. */
  public static final int LATER_AT_FIRST = 2;

  private static final int LONGER_AT_FIRST = 10;

  /** As an argument of the worker's command line. */
  public String written() {
    return cpu + "," + elapsed + "," + bytes;
  }

  static Limits read(String written) {
    String[] parts = written.split(",", -1);
    return new Limits(Duration.parse(parts[0]), Duration.parse(parts[1]), Long.parseLong(parts[2]));
  }

  /**
   * Of a codec's first calls: the engine reads the script then, and interprets it slowly, and a
   * codec must not be stopped for that.
   */
  Limits atFirst() {
    return new Limits(
        cpu.multipliedBy(LONGER_AT_FIRST),
        elapsed.multipliedBy(LATER_AT_FIRST),
        bytes * MORE_AT_FIRST);
  }
}
