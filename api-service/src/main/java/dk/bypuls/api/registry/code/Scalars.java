package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
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
    return matching(
        ID, text, "an id has 1 to 64 letters a-z, digits and -, such as havnstrup-air-01");
  }

  static String name(String text) {
    return matching(NAME, text, "a name has 1 to 64 letters, digits, and . _ -");
  }

  static String header(String text) {
    return matching(
        HEADER, text, "a header's name has 1 to 64 letters, digits and -, such as X-Api-Key");
  }

  static boolean isDevEui(String text) {
    return DEV_EUI.matcher(text).matches();
  }

  static String pointer(String text) {
    return matching(
        POINTER,
        text,
        "a JSON pointer begins with / and writes ~ as ~0 and / in a name as ~1, such as"
            + " /object/temperature");
  }

  /** A pointer that may choose an element of a list by what it says. */
  static String path(String text) {
    pointer(text);
    if (text.matches(".*\\[[^=\\]]*(\\].*)?$") || text.matches(".*=[^\\]]*\\[.*")) {
      throw new IllegalArgumentException(
          text + " is refused; an element of a list is chosen such as /values[name=temp]/value");
    }
    return text;
  }

  /** A pointer to a list of records, at most one of whose levels is any. */
  static String records(String text) {
    pointer(text);
    String list = text.endsWith("/*") ? text.substring(0, text.length() - 2) : text;
    if (list.isEmpty() || list.startsWith("/*") || list.split("/\\*(?=/)", -1).length > 2) {
      throw new IllegalArgumentException(
          text + " is refused; write such as /values, or /devices/*/values for lists in a list");
    }
    return list;
  }

  /** One of the words for how times are written, or a pattern with date and time. */
  static String timeFormat(String text) {
    if (WrittenTimes.FORMATS.contains(text)) {
      return text;
    }
    String known =
        "%s%s; write one of %s, or a pattern with year, month, day and hour such as"
            .formatted(
                text,
                Nearest.hint(text, WrittenTimes.FORMATS),
                String.join(", ", WrittenTimes.FORMATS));
    boolean hasAll =
        text.matches(".*[yu].*") && text.matches(".*[Md].*") && text.matches(".*[Hh].*");
    if (!hasAll || !isPattern(text)) {
      throw new IllegalArgumentException(known + " dd-MM-yyyy HH:mm:ss");
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
      entry.missing("zone", "times that are written without their zone need the key zone");
    }
    return entry.valueOrNull("zone", "UTC", Scalars::zone);
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text + " is no zone; write such as Europe/Copenhagen or UTC", e);
    }
  }

  /** A whole number, decimal or hexadecimal such as 0x7FFF. */
  static long whole(String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is no whole number; write such as 12 or 0x0C", e);
    }
  }

  static int whole(String text, int lowest, int highest) {
    long number = whole(text);
    if (number < lowest || number > highest) {
      throw new IllegalArgumentException(
          "%s is not between %d and %d".formatted(text, lowest, highest));
    }
    return (int) number;
  }

  /** What is between the columns of a table: one character, or {@code tab}. */
  static String separator(String text) {
    if (text.equals("tab")) {
      return "\t";
    }
    if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0)) || text.equals("\"")) {
      throw new IllegalArgumentException(
          text + " is no separator; write one character such as \";\", or tab");
    }
    return text;
  }

  static String decimal(String text) {
    if (!text.equals(".") && !text.equals(",")) {
      throw new IllegalArgumentException(text + " is neither \".\" nor \",\"");
    }
    return text;
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false, not " + text);
    };
  }

  static BigDecimal number(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is no number; write such as 0.1", e);
    }
    if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException("a number has at most " + MOST_DIGITS + " digits");
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  static int qos(String text) {
    return switch (text) {
      case "0" -> 0;
      case "1" -> 1;
      case "2" ->
          throw new IllegalArgumentException(
              "2 is not offered: an acknowledgement that waits for Kafka is not possible with it;"
                  + " write 1, duplicates are counted once");
      default -> throw new IllegalArgumentException("is 0 or 1, not " + text);
    };
  }

  static String mqttVersion(String text) {
    if (!MQTT_VERSIONS.contains(text)) {
      throw new IllegalArgumentException("is 5 or 3.1.1, not " + text);
    }
    return text;
  }

  static Duration interval(String text) {
    Duration interval = duration(text);
    if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(text + " is not between PT1S and P31D");
    }
    return interval;
  }

  static Duration lateness(String text) {
    Duration lateness = duration(text);
    if (lateness.isNegative() || lateness.compareTo(LONGEST_LATENESS) > 0) {
      throw new IllegalArgumentException(
          text + " is not between PT0S and P7D; readings are kept for eight days");
    }
    return lateness;
  }

  static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text + " is no ISO 8601 duration of days, hours, minutes, seconds; write such as PT10M",
          e);
    }
  }

  static Period retention(String text) {
    Period period;
    try {
      period = Period.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text + " is no ISO 8601 period of years, months, days; write such as P5Y", e);
    }
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(text + " keeps nothing; write such as P5Y");
    }
    return period;
  }

  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text + " is no instant; write such as 2026-11-01T00:00:00Z", e);
    }
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text + " is no date; write such as 2026-11-01", e);
    }
  }

  static String broker(String text) {
    String hint = "is no broker's address; write such as tcp://127.0.0.1:1883 or ssl://host:8883";
    try {
      URI uri = new URI(text);
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "no user or password in the address; name them with credentials");
      }
      if (!BROKER_SCHEMES.contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null
          || uri.getPort() < 1
          || uri.getPort() > 65_535
          || !String.valueOf(uri.getPath()).isEmpty()) {
        throw new IllegalArgumentException(hint);
      }
      return text;
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(hint, e);
    }
  }

  static String topicFilter(String text) {
    if (text.startsWith("$share/")) {
      throw new IllegalArgumentException(
          "leave out $share/…/; name the shared subscription with group");
    }
    List<String> levels = List.of(text.split("/", -1));
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean isWildcard = level.equals("+") || (level.equals("#") && i == levels.size() - 1);
      if (!isWildcard && (level.contains("+") || level.contains("#"))) {
        throw new IllegalArgumentException(
            text + " is no topic filter: + stands for one whole level, # is the last level");
      }
    }
    return text;
  }

  private static String matching(Pattern pattern, String text, String hint) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(text + " is refused; " + hint);
    }
    return text;
  }
}
