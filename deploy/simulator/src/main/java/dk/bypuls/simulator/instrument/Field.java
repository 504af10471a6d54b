package dk.bypuls.simulator.instrument;

/**
 * One number that a device reports, as its codec names it.
 *
 * @param name its name in the decoded object
 * @param digits decimal places that the decoded object shows
 * @param bytes how many bytes it takes in the payload
 * @param low the least it can say
 * @param high the most it can say
 * @param quantity what the platform calls it
 * @param unit the UCUM unit of the number times {@code scale}
 * @param scale what the platform multiplies the number with, 1 for most
 */
public record Field(
    String name,
    int digits,
    int bytes,
    double low,
    double high,
    String quantity,
    String unit,
    String scale) {
  private static final long[] TENS = {1, 10, 100, 1000};

  static Field of(
      String name, int digits, int bytes, double low, double high, String quantity, String unit) {
    return new Field(name, digits, bytes, low, high, quantity, unit, "1");
  }

  /** The same field, said as a whole number that the platform multiplies with {@code scale}. */
  Field scaled(String scaling) {
    return new Field(name, digits, bytes, low, high, quantity, unit, scaling);
  }

  /** What the device says for a value: within its range, in units of its last decimal place. */
  public long raw(double value) {
    return Math.round(Math.min(high, Math.max(low, value)) * TENS[digits]);
  }

  /** A raw number after something was added to it, kept within the range. */
  public long shifted(long raw, double difference) {
    return raw(raw / (double) TENS[digits] + difference);
  }
}
