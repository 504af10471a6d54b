package dk.bypuls.events.registry;

import dk.bypuls.events.vocabulary.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one product is read: which fields of its messages are which quantities.
 *
 * @param interval how often it is expected to speak; absent for one that speaks only when something
 *     happens
 * @param decoder what makes fields of its payload; absent where its network server does, or where
 *     messages have no payload
 * @param fields all that is kept of a message; what is not named is dropped before it is stored
 *     (A10)
 * @param stored where a message has what the device measured earlier; absent where it has nothing
 */
public record Profile(
    String id,
    String tenant,
    Product product,
    @Nullable Duration interval,
    @Nullable String decoder,
    List<Field> fields,
    @Nullable Stored stored)
    implements Entity {

  public Profile {
    fields = List.copyOf(fields);
  }

  /** One whose messages tell of the moment only. */
  public Profile(
      String id,
      String tenant,
      Product product,
      @Nullable Duration interval,
      @Nullable String decoder,
      List<Field> fields) {
    this(id, tenant, product, interval, decoder, fields, null);
  }

  /** What it says on the box. */
  public record Product(String vendor, String model) {}

  /**
   * The values that a device stored and forwards later, each with its own time.
   *
   * @param records to the list of them; fields are looked for in each of its elements, as they are
   *     in the message
   * @param time in an element, to when it was measured
   * @param timeFormat how that is written: one of {@link WrittenTimes#FORMATS} or a pattern; absent
   *     for ISO 8601 or a count since 1970 that can only be one of seconds or milliseconds
   * @param zone the zone of times that are written without
   */
  public record Stored(
      String records, String time, @Nullable String timeFormat, @Nullable String zone) {}

  /**
   * One field that is kept.
   *
   * @param pointer a JSON pointer into the message; a level such as {@code values[name=temp]} is
   *     the element of a list whose member has that value
   * @param unit the UCUM code of what {@code raw × scale + offset} is in
   * @param lowest below this, in the quantity's unit, the product is out of its range
   * @param highest above this, in the quantity's unit, the product is out of its range
   * @param identifier which kind of {@link dk.bypuls.events.vocabulary.Identifier} is there, of
   *     which only a hash is kept; absent for what is measured
   * @param wraps at which value, in the quantity's unit, the product's counter starts again from
   *     zero; absent for one that never does
   * @param stuckAfter for how long it may say the same before it is held to be stuck; absent where
   *     its quantity tells
   */
  public record Field(
      String pointer,
      String quantity,
      String unit,
      BigDecimal scale,
      BigDecimal offset,
      @Nullable BigDecimal lowest,
      @Nullable BigDecimal highest,
      @Nullable String identifier,
      @Nullable BigDecimal wraps,
      @Nullable Duration stuckAfter) {

    /** One whose quantity tells for how long it may say the same. */
    public Field(
        String pointer,
        String quantity,
        String unit,
        BigDecimal scale,
        BigDecimal offset,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest,
        @Nullable String identifier,
        @Nullable BigDecimal wraps) {
      this(pointer, quantity, unit, scale, offset, lowest, highest, identifier, wraps, null);
    }

    /** One that is measured and no counter that wraps. */
    public Field(
        String pointer,
        String quantity,
        String unit,
        BigDecimal scale,
        BigDecimal offset,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest) {
      this(pointer, quantity, unit, scale, offset, lowest, highest, null, null);
    }

    /** One that holds an identifier of that kind. */
    public static Field identifier(String pointer, String kind) {
      return new Field(
          pointer,
          Quantities.CONTRIBUTOR,
          "1",
          BigDecimal.ONE,
          BigDecimal.ZERO,
          null,
          null,
          kind,
          null);
    }
  }
}
