package dk.bypuls.events.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A thing a city measures: its one unit, its resolution, and what a sound instrument can say of it.
 *
 * <p>Values are held as whole numbers of the last decimal place, so that sums are exact: with
 * {@code scale} 2, 12.34 is 1234. Number, unit and scale of a quantity never change, because stored
 * events rely on them.
 *
 * @param number the quantity's name in binary events
 * @param loosestClass a dataset that has it is of this class or a stricter one
 * @param scale how many decimal places a value keeps
 * @param lowest the lowest plausible value, in the unit
 * @param highest the highest plausible value, in the unit
 */
public record Quantity(
    int number,
    String id,
    Theme theme,
    PrivacyClass loosestClass,
    Kind kind,
    Unit unit,
    int scale,
    BigDecimal lowest,
    BigDecimal highest,
    String danish,
    String english) {

  /**
   * The value as a whole number of the last decimal place; a half is rounded to the even neighbour.
   */
  public long scaled(BigDecimal value) {
    return value.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }

  /** The value of a whole number of the last decimal place. */
  public BigDecimal value(long scaled) {
    return BigDecimal.valueOf(scaled, scale);
  }

  /** Whether a sound instrument can have said this. */
  public boolean plausible(BigDecimal value) {
    return value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0;
  }

  @Override
  public String toString() {
    return id;
  }
}
