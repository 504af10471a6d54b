package dk.bypuls.events.vocabulary;

import java.math.BigDecimal;
import java.math.MathContext;

/** A straight line from what a device says to a quantity's unit: {@code factor × raw + offset}. */
public record Conversion(BigDecimal factor, BigDecimal offset) {

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** From a figure in one unit to the same in another of its dimension. */
  public static Conversion between(Unit from, Unit to) {
    if (!from.comparableWith(to)) {
      throw new IllegalArgumentException(
          from
              + " ("
              + from.dimension()
              + ") cannot be expressed in "
              + to
              + " ("
              + to.dimension()
              + ")");
    }
    BigDecimal factor = from.factor().divide(to.factor(), PRECISION);
    BigDecimal offset = from.offset().subtract(to.offset()).divide(to.factor(), PRECISION);
    return new Conversion(factor.stripTrailingZeros(), offset.stripTrailingZeros());
  }

  /** The line that scales and shifts the raw figure first, and converts what comes out. */
  public Conversion after(BigDecimal rawFactor, BigDecimal rawOffset) {
    return new Conversion(factor.multiply(rawFactor), factor.multiply(rawOffset).add(offset));
  }

  /** The figure in the unit converted to. */
  public BigDecimal apply(BigDecimal raw) {
    return raw.multiply(factor, PRECISION).add(offset, PRECISION);
  }
}
