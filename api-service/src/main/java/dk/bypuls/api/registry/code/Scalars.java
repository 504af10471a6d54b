package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.WrittenTimes;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values. What cannot be read is refused with a message that shows how it is written.
 */
final class Scalars {

  /** Figures with more digits do not survive every reader's floating point. */
  static final int MOST_DIGITS = 15;

  static final Duration LONGEST_INTERVAL = Duration.ofDays(31);

  /** Readings are kept for eight days; what is later cannot be counted in. */
  static final Duration LONGEST_LATENESS = Duration.ofDays(7);

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)+");
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
  private static final Set<String> MQTT_VERSIONS = Set.of("5", Source.Mqtt.VERSION_3_1_1);
  private static final Set<String> BROKER_SCHEMES = Set.of("tcp", "ssl");

  private Scalars() {}

  static String id(String text) {
    return matching(ID, text, Wrong.ID);
  }

  static String name(String text) {
    return matching(NAME, text, Wrong.NAME);
  }

  static String header(String text) {
    return matching(HEADER, text, Wrong.HEADER);
  }

  static boolean isDevEui(String text) {
    return DEV_EUI.matcher(text).matches();
  }

  static String pointer(String text) {
    return matching(POINTER, text, Wrong.POINTER);
  }

  /** A pointer that may choose an element of a list by what it says. */
  static String path(String text) {
    pointer(text);
    if (text.matches(".*\\[[^=\\]]*(\\].*)?$") || text.matches(".*=[^\\]]*\\[.*")) {
      throw Wrong.PATH.unreadable(text);
    }
    return text;
  }

  /** A pointer to a list of records, at most one of whose levels is any. */
  static String records(String text) {
    pointer(text);
    String list = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
    if (list.isEmpty() || list.startsWith("/*") || list.split("/\\*(?=/)", -1).length > 2) {
      throw Wrong.RECORDS.unreadable(text);
    }
    return list;
  }

  /** One of the words for how times are written, or a pattern with date and time. */
  static String timeFormat(String text) {
    if (WrittenTimes.FORMATS.contains(text)) {
      return text;
    }

    boolean hasAll =
        text.matches(".*[yu].*") && text.matches(".*[Md].*") && text.matches(".*[Hh].*");
    if (!hasAll || !isPattern(text)) {
      throw Wrong.TIME_FORMAT.unreadable(
          text, Wrong.near(text, WrittenTimes.FORMATS), String.join(", ", WrittenTimes.FORMATS));
    }
    return text;
  }

  private static boolean isPattern(String text) {
    try {
      return !DateTimeFormatter.ofPattern(text).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The zone of times that are written without; needed by a pattern that has none. */
  static @Nullable String zone(Entry entry) {
    String format = entry.optionalValue("timeFormat", WrittenTimes.ISO, text -> text);
    boolean isPattern = !WrittenTimes.FORMATS.contains(format);
    if (isPattern && !entry.has("zone") && !format.matches(".*[XxZzVO].*")) {
      entry.missing("zone", Wrong.ZONE_NEEDED.of());
    }
    return entry.valueOrNull("zone", "UTC", Scalars::zone);
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw Wrong.NO_ZONE.unreadable(text);
    }
  }

  /** A whole number, decimal or hexadecimal such as 0x7FFF. */
  static long whole(String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw Wrong.NOT_WHOLE.unreadable(text);
    }
  }

  static int whole(String text, int lowest, int highest) {
    long number = whole(text);
    if (number < lowest || number > highest) {
      throw Wrong.NOT_BETWEEN.unreadable(text, lowest, highest);
    }
    return (int) number;
  }

  /** What is between the columns of a table: one character, or {@code tab}. */
  static String separator(String text) {
    if (text.equals("tab")) {
      return "\t";
    }
    if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0)) || text.equals("\"")) {
      throw Wrong.SEPARATOR.unreadable(text);
    }
    return text;
  }

  static String decimal(String text) {
    if (!text.equals(".") && !text.equals(",")) {
      throw Wrong.DECIMAL.unreadable(text);
    }
    return text;
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Wrong.NOT_A_FLAG.unreadable(text);
    };
  }

  static BigDecimal number(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw Wrong.NO_NUMBER.unreadable(text);
    }
    if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
      throw Wrong.TOO_MANY_DIGITS.unreadable(MOST_DIGITS);
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  static int qos(String text) {
    return switch (text) {
      case "0" -> 0;
      case "1" -> 1;
      case "2" -> throw Wrong.QOS_TWO.unreadable();
      default -> throw Wrong.QOS.unreadable(text);
    };
  }

  static String mqttVersion(String text) {
    if (!MQTT_VERSIONS.contains(text)) {
      throw Wrong.MQTT_VERSION.unreadable(text);
    }
    return text;
  }

  static Duration interval(String text) {
    Duration interval = duration(text);
    if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw Wrong.NOT_BETWEEN.unreadable(text, "PT1S", "P31D");
    }
    return interval;
  }

  static Duration lateness(String text) {
    Duration lateness = duration(text);
    if (lateness.isNegative() || lateness.compareTo(LONGEST_LATENESS) > 0) {
      throw Wrong.LATENESS.unreadable(text);
    }
    return lateness;
  }

  static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw Wrong.NO_DURATION.unreadable(text);
    }
  }

  static Period retention(String text) {
    Period period;
    try {
      period = Period.parse(text);
    } catch (DateTimeException e) {
      throw Wrong.NO_PERIOD.unreadable(text);
    }
    if (period.isNegative() || period.isZero()) {
      throw Wrong.KEEPS_NOTHING.unreadable(text);
    }
    return period;
  }

  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Wrong.NO_INSTANT.unreadable(text);
    }
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Wrong.NO_DATE.unreadable(text);
    }
  }

  static String broker(String text) {

    try {
      URI uri = new URI(text);
      if (uri.getUserInfo() != null) {
        throw Wrong.PASSWORD_IN_ADDRESS.unreadable();
      }
      if (!BROKER_SCHEMES.contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null
          || uri.getPort() < 1
          || uri.getPort() > 65_535
          || !String.valueOf(uri.getPath()).isEmpty()) {
        throw Wrong.NO_BROKER.unreadable();
      }
      return text;
    } catch (java.net.URISyntaxException e) {
      throw Wrong.NO_BROKER.unreadable();
    }
  }

  static String topicFilter(String text) {
    if (text.startsWith("$share/")) {
      throw Wrong.SHARED_TOPIC.unreadable();
    }
    List<String> levels = List.of(text.split("/", -1));
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean isWildcard = level.equals("+") || (level.equals("#") && i == levels.size() - 1);
      if (!isWildcard && (level.contains("+") || level.contains("#"))) {
        throw Wrong.NO_TOPIC.unreadable(text);
      }
    }
    return text;
  }

  private static String matching(Pattern pattern, String text, Wrong otherwise) {
    if (!pattern.matcher(text).matches()) {
      throw otherwise.unreadable(text);
    }
    return text;
  }
}
