package dk.bypuls.events.vocabulary;

import java.math.BigDecimal;

/**
 * A unit of measure by its UCUM code, and its place on the common scale of its dimension.
 *
 * <p>A figure in this unit times {@code factor} plus {@code offset} is the figure in the base unit
 * of the dimension.
 */
public record Unit(String code, String dimension, BigDecimal factor, BigDecimal offset) {

  /** Whether a figure in this unit can be expressed in the other. */
  public boolean comparableWith(Unit other) {
    return dimension.equals(other.dimension);
  }

  @Override
  public String toString() {
    return code;
  }
}
