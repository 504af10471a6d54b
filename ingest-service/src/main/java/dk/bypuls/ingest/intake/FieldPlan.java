package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.vocabulary.Conversion;
import dk.bypuls.events.vocabulary.Identifier;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Units;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One declared field, made ready: where it is, and the way from what a device says to a reading.
 *
 * @param index tells fields of the same quantity in one profile apart
 * @param alike how many fields of the profile are of that quantity
 * @param unit what the message must be in, where it says its units; absent where it is scaled first
 * @param identifier of which kind the identifier is that is there; absent for what is measured
 * @param conversion absent where the device says the quantity's unit already
 */
record FieldPlan(
    FieldPath pointer,
    Quantity quantity,
    int index,
    int alike,
    @Nullable String unit,
    @Nullable Conversion conversion,
    @Nullable BigDecimal lowest,
    @Nullable BigDecimal highest,
    @Nullable Identifier identifier) {

  private static final Pattern PLAIN_DECIMAL = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

  // Past these powers of ten nothing was measured, and arithmetic would cost memory without end.
  private static final int LARGEST_EXPONENT = 400;

  // A long holds any whole number of so many digits.
  private static final int SURE_DIGITS = 18;

  /**
   * Makes a field ready.
   *
   * @throws IllegalArgumentException if this Bypuls does not know the quantity or the unit
   */
  static FieldPlan of(Profile.Field field, int index, int alike) {
    Quantity quantity = Quantities.of(field.quantity());
    Conversion conversion =
        Conversion.between(
                Units.find(field.unit())
                    .orElseThrow(
                        () -> new IllegalArgumentException("no unit has the code " + field.unit())),
                quantity.unit())
            .after(field.scale(), field.offset());
    boolean asSaid = field.scale().compareTo(BigDecimal.ONE) == 0 && field.offset().signum() == 0;
    boolean same =
        conversion.factor().compareTo(BigDecimal.ONE) == 0 && conversion.offset().signum() == 0;
    return new FieldPlan(
        FieldPath.of(field.pointer()),
        quantity,
        index,
        alike,
        asSaid ? field.unit() : null,
        same ? null : conversion,
        field.lowest(),
        field.highest(),
        field.identifier() == null ? null : identifier(field.identifier()));
  }

  private static Identifier identifier(String id) {
    return Identifier.find(id)
        .orElseThrow(() -> new IllegalArgumentException("no identifier is called " + id));
  }

  /** Whether it is in the part of a document that has that pointer. */
  boolean isIn(String part) {
    return part.isEmpty() || pointer.toString().startsWith(part + "/");
  }

  /** What the document says in this field; absent if it does not say. */
  @Nullable JsonNode in(JsonNode document) {
    JsonNode found = pointer.in(document);
    return found.isMissingNode() || found.isNull() ? null : found;
  }

  /**
   * Refuses what a message says to be in another unit than is declared.
   *
   * @param said the unit's UCUM code; absent where the message does not say
   */
  void checkUnit(@Nullable String said) throws Rejection {
    if (said != null && unit != null && !said.equals(unit)) {
      throw Rejection.undecodable("what is at " + pointer + " is not in the declared " + unit);
    }
  }

  /**
   * The reading of what was found in this field.
   *
   * @param record which of several records in the message it was found in
   * @throws Rejection if it is no number that can be held
   */
  Reading read(JsonNode found, int record, Instant observedAt, int hints) throws Rejection {
    BigDecimal raw = number(found);
    if (Math.abs((long) raw.scale()) > LARGEST_EXPONENT) {
      throw Rejection.undecodable("the number at " + pointer + " is beyond all measure");
    }
    BigDecimal value = conversion == null ? raw : conversion.apply(raw);
    return new Reading(
        quantity, index + record * alike, scaled(value), observedAt, hints | hintsOf(value));
  }

  /** The reading of a value that is in the quantity's own form already. */
  Reading of(long value, int record, Instant observedAt, int hints) {
    return new Reading(quantity, index + record * alike, value, observedAt, hints);
  }

  private BigDecimal number(JsonNode found) throws Rejection {
    if (found.isNumber() && !isNoNumber(found)) {
      return found.decimalValue();
    }
    if (found.isTextual() && PLAIN_DECIMAL.matcher(found.textValue()).matches()) {
      return new BigDecimal(found.textValue());
    }
    if (found.isBoolean() && quantity.kind() == Kind.STATE) {
      return found.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    throw Rejection.undecodable("what is at " + pointer + " is no number");
  }

  private static boolean isNoNumber(JsonNode found) {
    return (found.isDouble() || found.isFloat()) && !Double.isFinite(found.doubleValue());
  }

  private long scaled(BigDecimal value) throws Rejection {
    if (value.signum() != 0
        && (long) value.precision() - value.scale() + quantity.scale() > SURE_DIGITS) {
      throw Rejection.undecodable("the number at " + pointer + " is too large to be held");
    }
    return quantity.scaled(value);
  }

  private int hintsOf(BigDecimal value) {
    int hints = quantity.plausible(value) ? 0 : Hint.IMPLAUSIBLE.bit();
    boolean outside =
        (lowest != null && value.compareTo(lowest) < 0)
            || (highest != null && value.compareTo(highest) > 0);
    return outside ? hints | Hint.OUT_OF_RANGE.bit() : hints;
  }
}
