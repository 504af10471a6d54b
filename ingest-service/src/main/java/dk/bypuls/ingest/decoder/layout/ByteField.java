package dk.bypuls.ingest.decoder.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.ingest.intake.Rejection;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a layout, made ready: all that can be reckoned beforehand is, so that reading it
 * makes nothing but its value.
 */
final class ByteField {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  private final String name;
  private final int at;
  private final int bytes;
  private final boolean little;
  private final Layout.Type type;
  private final int lowBit;
  private final int width;
  private final long mask;
  private final int way;
  private final boolean digits;
  private final boolean floats;
  private final int unused;
  private final long[] missing;
  private final @Nullable Map<Long, JsonNode> words;
  private final boolean required;

  // The field is (raw × factor + addend) / 10^places, or plainly raw.
  private final boolean plain;
  private final boolean fast;
  private final boolean safe;
  private final long factor;
  private final long addend;
  private final int places;
  private final BigDecimal scale;
  private final BigDecimal offset;

  ByteField(Layout.Field field) {
    name = field.name();
    at = field.at();
    bytes = field.bytes();
    little = field.little();
    type = field.type();
    lowBit = field.lowBit() == null ? 0 : field.lowBit();
    width = field.highBit() == null ? 8 * bytes : field.highBit() - lowBit + 1;
    way = bytes == 1 ? 1 : bytes == 2 ? (little ? -2 : 2) : 0;
    digits = type == Layout.Type.BCD;
    floats = type.isFloat();
    unused = type.isSigned() ? 64 - width : 0;
    mask = width >= 64 ? -1 : (1L << width) - 1;
    missing = field.missing().stream().mapToLong(number -> number & mask).toArray();
    words = field.words().isEmpty() ? null : words(field.words());
    required = field.required();
    scale = field.scale();
    offset = field.offset();
    plain = scale.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0;
    places = Math.max(0, Math.max(scale.scale(), offset.scale()));
    fast = isLong(scale.movePointRight(places)) && isLong(offset.movePointRight(places));
    factor = fast ? scale.movePointRight(places).longValueExact() : 0;
    safe =
        fast
            && !digits
            && factorBits(scale, places) + width < 62
            && factorBits(offset, places) < 62;
    addend = fast ? offset.movePointRight(places).longValueExact() : 0;
  }

  private static int factorBits(BigDecimal number, int places) {
    return number.movePointRight(places).toBigInteger().bitLength();
  }

  private static boolean isLong(BigDecimal whole) {
    return whole.toBigInteger().bitLength() < Long.SIZE;
  }

  private Map<Long, JsonNode> words(Map<Long, String> written) {
    Map<Long, JsonNode> made = new HashMap<>();
    written.forEach((number, word) -> made.put(number & mask, word(word)));
    return made;
  }

  private static JsonNode word(String word) {
    if (word.equals("true") || word.equals("false")) {
      return BooleanNode.valueOf(word.equals("true"));
    }
    return NUMBER.matcher(word).matches()
        ? DecimalNode.valueOf(new BigDecimal(word))
        : TextNode.valueOf(word);
  }

  /**
   * Reads the field from the bytes between {@code start} and {@code end}.
   *
   * @throws Rejection if it is required and not there, or is no number
   */
  void read(byte[] payload, int start, int end, ObjectNode into) throws Rejection {
    int first = start + at;
    if (first + bytes > end) {
      if (required) {
        throw LayoutDecoder.failed(
            "the payload has " + payload.length + " bytes and ends before the field " + name);
      }
      return;
    }
    long raw = raw(payload, first);
    if (isMissing(raw)) {
      return;
    }
    JsonNode value = words != null ? words.get(raw) : value(raw);
    if (value != null) {
      into.set(name, value);
    }
  }

  private boolean isMissing(long raw) {
    for (long none : missing) {
      if (raw == none) {
        return true;
      }
    }
    return false;
  }

  private long raw(byte[] payload, int first) {
    // The everyday widths without a loop: this is where the time goes.
    long all =
        switch (way) {
          case 1 -> payload[first] & 0xFF;
          case 2 -> ((payload[first] & 0xFF) << 8) | (payload[first + 1] & 0xFF);
          case -2 -> ((payload[first + 1] & 0xFF) << 8) | (payload[first] & 0xFF);
          default -> little ? fromTheEnd(payload, first) : fromTheBeginning(payload, first);
        };
    return (all >>> lowBit) & mask;
  }

  private long fromTheBeginning(byte[] payload, int first) {
    long raw = 0;
    for (int i = first; i < first + bytes; i++) {
      raw = (raw << 8) | (payload[i] & 0xFF);
    }
    return raw;
  }

  private long fromTheEnd(byte[] payload, int first) {
    long raw = 0;
    for (int i = first + bytes - 1; i >= first; i--) {
      raw = (raw << 8) | (payload[i] & 0xFF);
    }
    return raw;
  }

  private @Nullable JsonNode value(long raw) throws Rejection {
    if (floats) {
      return floating(raw);
    }
    long number = digits ? digits(raw) : (raw << unused) >> unused;
    if (plain) {
      return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }
    if (safe) {
      return DecimalNode.valueOf(BigDecimal.valueOf(number * factor + addend, places));
    }
    long product = number * factor;
    // Bytes of four or less and everyday scales stay far from the end of a long.
    if (fast
        && Math.multiplyHigh(number, factor) == product >> 63
        && ((product ^ (product + addend)) & (addend ^ (product + addend))) >= 0) {
      return DecimalNode.valueOf(BigDecimal.valueOf(product + addend, places));
    }
    return DecimalNode.valueOf(BigDecimal.valueOf(number).multiply(scale).add(offset));
  }

  private long digits(long raw) throws Rejection {
    long number = 0;
    for (int shift = 8 * bytes - 4; shift >= 0; shift -= 4) {
      long digit = (raw >>> shift) & 0xF;
      if (digit > 9) {
        throw LayoutDecoder.failed("the field " + name + " has a digit beyond 9");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private @Nullable JsonNode floating(long raw) throws Rejection {
    boolean isShort = type == Layout.Type.F32;
    double number = isShort ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
    if (!Double.isFinite(number)) {
      if (required) {
        throw LayoutDecoder.failed("the field " + name + " is no number");
      }
      return null;
    }
    // The shortest figure that is this number, as it was meant.
    String figure =
        isShort ? Float.toString(Float.intBitsToFloat((int) raw)) : Double.toString(number);
    BigDecimal value = new BigDecimal(figure);
    return DecimalNode.valueOf(plain ? value : value.multiply(scale).add(offset));
  }

  static ByteField[] all(List<Layout.Field> fields) {
    return fields.stream().map(ByteField::new).toArray(ByteField[]::new);
  }

  static void read(ByteField[] fields, byte[] payload, int start, int end, ObjectNode into)
      throws Rejection {
    for (ByteField field : fields) {
      field.read(payload, start, end, into);
    }
  }
}
