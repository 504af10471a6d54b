package dk.bypuls.ingest.format.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The many ways in which network servers write the same: numbers as text, megahertz, SF7BW125. */
final class Written {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern ZONELESS =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,18})?");
  private static final Pattern DATA_RATE = Pattern.compile("SF *(\\d{1,2})([^\\d].{0,32})?");

  // No band of LoRaWAN is below 10,000 Hz, and none is above 10,000 MHz.
  private static final BigDecimal MEGAHERTZ_END = BigDecimal.valueOf(10_000);
  private static final BigDecimal HERTZ = BigDecimal.valueOf(1_000_000);

  private static final int BATTERY_FULL = 254;
  private static final int LARGEST_SCALE = 40;

  private Written() {}

  /** A number, also where it is written as text; else what was written. */
  static JsonNode number(JsonNode written) {
    if (!written.isTextual()) {
      return written;
    }
    String text = written.textValue().strip();
    if (WHOLE.matcher(text).matches()) {
      return LongNode.valueOf(Long.parseLong(text));
    }
    return DECIMAL.matcher(text).matches() ? DecimalNode.valueOf(new BigDecimal(text)) : written;
  }

  /** A name without what stands before it. */
  static JsonNode after(String prefix, JsonNode written) {
    boolean longer =
        !prefix.isEmpty() && written.isTextual() && written.textValue().startsWith(prefix);
    return longer ? TextNode.valueOf(written.textValue().substring(prefix.length())) : written;
  }

  /** A time with the zone UTC where none is written. */
  static JsonNode inUtc(JsonNode written) {
    return written.isTextual() && ZONELESS.matcher(written.textValue()).matches()
        ? TextNode.valueOf(written.textValue() + "Z")
        : written;
  }

  /** A device address in eight hexadecimal digits, also where it is written as a number. */
  static JsonNode devAddr(JsonNode written) {
    boolean isNumber = written.isIntegralNumber() && written.canConvertToLong();
    return isNumber
        ? TextNode.valueOf(HexFormat.of().toHexDigits((int) written.longValue()))
        : written;
  }

  /** A spreading factor: 7, "7" or the first part of SF7BW125. */
  static JsonNode spreadingFactor(JsonNode written) {
    if (written.isTextual()) {
      Matcher rate = DATA_RATE.matcher(written.textValue().strip());
      if (rate.matches()) {
        return IntNode.valueOf(Integer.parseInt(rate.group(1)));
      }
    }
    return number(written);
  }

  /** A frequency in hertz, also where it is written in megahertz. */
  static JsonNode hertz(JsonNode written) {
    JsonNode number = number(written);
    if (!number.isNumber() || Math.abs((long) number.decimalValue().scale()) > LARGEST_SCALE) {
      return MissingNode.getInstance();
    }
    BigDecimal frequency = number.decimalValue();
    return frequency.signum() > 0 && frequency.compareTo(MEGAHERTZ_END) < 0
        ? LongNode.valueOf(
            frequency.multiply(HERTZ).setScale(0, RoundingMode.HALF_EVEN).longValueExact())
        : number;
  }

  /** A battery from 1 to 254 in percent; missing for an external source or an unknown level. */
  static JsonNode percent(JsonNode level) {
    JsonNode number = number(level);
    if (!number.isIntegralNumber() || !number.canConvertToInt()) {
      return MissingNode.getInstance();
    }
    int written = number.intValue();
    return written < 1 || written > BATTERY_FULL
        ? MissingNode.getInstance()
        : DecimalNode.valueOf(
            BigDecimal.valueOf(100L * (written - 1))
                .divide(BigDecimal.valueOf(BATTERY_FULL - 1), 1, RoundingMode.HALF_EVEN));
  }

  static boolean isTrueOrFalse(JsonNode written) {
    return written.isBoolean() || written.isIntegralNumber() || isWord(written);
  }

  /** A flag, also where it is written as 1 or as text. */
  static boolean isTrue(JsonNode written) {
    return written.asText().equalsIgnoreCase("true") || written.asText().equals("1");
  }

  private static boolean isWord(JsonNode written) {
    return written.isTextual() && written.textValue().matches("(?i)true|false|0|1");
  }
}
