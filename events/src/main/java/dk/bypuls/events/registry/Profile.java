package dk.bypuls.events.registry;

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
 */
public record Profile(
    String id,
    String tenant,
    Product product,
    @Nullable Duration interval,
    @Nullable String decoder,
    List<Field> fields)
    implements Entity {

  public Profile {
    fields = List.copyOf(fields);
  }

  /** What it says on the box. */
  public record Product(String vendor, String model) {}

  /**
   * One field that is kept.
   *
   * @param pointer a JSON pointer into the message
   * @param unit the UCUM code of what {@code raw × scale + offset} is in
   * @param lowest below this, in the quantity's unit, the product is out of its range
   * @param highest above this, in the quantity's unit, the product is out of its range
   */
  public record Field(
      String pointer,
      String quantity,
      String unit,
      BigDecimal scale,
      BigDecimal offset,
      @Nullable BigDecimal lowest,
      @Nullable BigDecimal highest) {}
}
