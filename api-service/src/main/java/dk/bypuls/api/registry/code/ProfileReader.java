package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.vocabulary.Identifier;
import dk.bypuls.events.vocabulary.Kind;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import dk.bypuls.events.vocabulary.Unit;
import dk.bypuls.events.vocabulary.Units;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads profiles. */
final class ProfileReader extends EntityReader {

  private static final List<String> QUANTITIES =
      Quantities.all().stream().map(Quantity::id).toList();
  private static final List<String> IDENTIFIERS =
      Arrays.stream(Identifier.values()).map(Identifier::id).toList();
  private static final List<String> MEASURED =
      List.of("quantity", "unit", "scale", "offset", "lowest", "highest", "wraps", "stuckAfter");
  private static final List<String> UNITS = Units.all().stream().map(Unit::code).toList();

  ProfileReader(Draft draft) {
    super(draft);
  }

  @Override
  Profile read(Entry entry) {
    String tenant = tenant(entry);
    Entry product = entry.part("product", Part.PRODUCT);
    return new Profile(
        id(entry, tenant),
        tenant,
        new Profile.Product(product.text("vendor"), product.text("model")),
        entry.valueOrNull("interval", Duration.ZERO, Scalars::interval),
        decoder(entry, tenant),
        fields(entry),
        stored(entry));
  }

  private static Profile.@Nullable Stored stored(Entry entry) {
    if (!entry.has("records")) {
      for (String key : List.of("time", "timeFormat", "zone")) {
        if (entry.has(key)) {
          entry.wrong(key, Wrong.NEEDS_RECORDS.of(key));
        }
      }
      return null;
    }
    return new Profile.Stored(
        entry.value("records", "", Scalars::path),
        entry.value("time", "", Scalars::path),
        entry.valueOrNull("timeFormat", "", Scalars::timeFormat),
        Scalars.zone(entry));
  }

  private @Nullable String decoder(Entry entry, String tenant) {
    return entry.has("decoder")
        ? draft.refer(EntityKind.DECODER, entry.word("decoder").orElse(null), tenant)
        : null;
  }

  private static List<Profile.Field> fields(Entry entry) {
    if (!entry.has("fields")) {
      entry.wrongOrMissing("fields", Wrong.NO_FIELDS.of());
    }
    Map<String, Spot> seen = new HashMap<>();
    return entry.parts("fields", Part.FIELD).stream().map(field -> field(field, seen)).toList();
  }

  private static Profile.Field field(Entry entry, Map<String, Spot> seen) {
    String pointer = entry.value("pointer", "", Scalars::path);
    return entry.has("identifier")
        ? identifier(entry, seen, pointer)
        : measured(entry, seen, pointer);
  }

  /** A field whose value is kept as a hash only: there is nothing to convert in it. */
  private static Profile.Field identifier(Entry entry, Map<String, Spot> seen, String pointer) {
    for (String key : MEASURED) {
      if (entry.has(key)) {
        entry.wrong(key, Wrong.NOT_OF_IDENTIFIERS.of(key));
      }
    }
    checkOnce(entry, seen, pointer, Quantities.CONTRIBUTOR);
    return Profile.Field.identifier(
        pointer, entry.value("identifier", Identifier.MAC.id(), ProfileReader::identifier));
  }

  private static String identifier(String text) {
    if (Identifier.find(text).isEmpty()) {
      throw Wrong.NO_IDENTIFIER.unreadable(
          text, Wrong.near(text, IDENTIFIERS), String.join(", ", IDENTIFIERS));
    }
    return text;
  }

  private static Profile.Field measured(Entry entry, Map<String, Spot> seen, String pointer) {
    String quantity = entry.value("quantity", "", ProfileReader::measuredQuantity);
    String unit = entry.value("unit", "", ProfileReader::unit);
    checkConvertible(entry, quantity, unit);
    checkOnce(entry, seen, pointer, quantity);
    BigDecimal scale = entry.optionalValue("scale", BigDecimal.ONE, Scalars::number);
    if (scale.signum() == 0) {
      entry.wrong("scale", Wrong.SCALE_ZERO.of().under("scale"));
    }
    BigDecimal lowest = entry.valueOrNull("lowest", BigDecimal.ZERO, Scalars::number);
    BigDecimal highest = entry.valueOrNull("highest", BigDecimal.ZERO, Scalars::number);
    if (lowest != null && highest != null && lowest.compareTo(highest) >= 0) {
      entry.wrong("lowest", Wrong.LOWEST.of());
    }
    return new Profile.Field(
        pointer,
        quantity,
        unit,
        scale,
        entry.optionalValue("offset", BigDecimal.ZERO, Scalars::number),
        lowest,
        highest,
        null,
        wraps(entry, quantity),
        stuckAfter(entry, quantity));
  }

  private static @Nullable Duration stuckAfter(Entry entry, String quantity) {
    Duration after = entry.valueOrNull("stuckAfter", Duration.ofDays(1), Scalars::interval);
    boolean gauge =
        Quantities.find(quantity).filter(known -> known.kind() == Kind.GAUGE).isPresent();
    if (after != null && !gauge && !quantity.isEmpty()) {
      entry.wrong("stuckAfter", Wrong.STUCK_AFTER.of(quantity));
    }
    return after;
  }

  private static @Nullable BigDecimal wraps(Entry entry, String quantity) {
    BigDecimal wraps = entry.valueOrNull("wraps", BigDecimal.ONE, Scalars::number);
    boolean counts =
        Quantities.find(quantity).filter(known -> known.kind() == Kind.COUNTER).isPresent();
    if (wraps != null && !counts && !quantity.isEmpty()) {
      entry.wrong("wraps", Wrong.WRAPS_OF_COUNTERS.of(quantity));
    } else if (wraps != null && wraps.signum() <= 0) {
      entry.wrong("wraps", Wrong.WRAPS_ABOVE_ZERO.of());
    }
    return wraps;
  }

  private static void checkOnce(
      Entry entry, Map<String, Spot> seen, String pointer, String quantity) {
    Spot first = seen.putIfAbsent(pointer + " " + quantity, entry.spot());
    if (first != null && !pointer.isEmpty() && !quantity.isEmpty()) {
      entry.wrong("pointer", Wrong.READ_TWICE.of(pointer, quantity, first.line()));
    }
  }

  private static String measuredQuantity(String text) {
    if (Quantities.find(text).filter(known -> known.kind() == Kind.IDENTITY).isPresent()) {
      throw Wrong.MADE_OF_IDENTIFIERS.unreadable(text);
    }
    return quantity(text);
  }

  /** Refuses a quantity that the vocabulary does not have (A9). */
  static String quantity(String text) {
    if (Quantities.find(text).isEmpty()) {
      throw Wrong.NOT_IN_VOCABULARY.unreadable(text, Wrong.near(text, QUANTITIES));
    }
    return text;
  }

  private static String unit(String text) {
    if (Units.find(text).isEmpty()) {
      throw Wrong.NO_UNIT.unreadable(text, Wrong.near(text, UNITS));
    }
    return text;
  }

  private static void checkConvertible(Entry entry, String quantity, String unit) {
    if (quantity.isEmpty() || unit.isEmpty()) {
      return;
    }
    Unit from = Units.find(unit).orElseThrow();
    Unit to = Quantities.of(quantity).unit();
    if (!from.comparableWith(to)) {
      entry.wrong(
          "unit",
          Wrong.NOT_CONVERTIBLE.of(unit, from.dimension(), to, quantity, unitsOf(to.dimension())));
    }
  }

  private static String unitsOf(String dimension) {
    return Units.all().stream()
        .filter(unit -> unit.dimension().equals(dimension))
        .map(Unit::code)
        .collect(Collectors.joining(", "));
  }
}
