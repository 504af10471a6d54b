package dk.bypuls.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.intake.Rejection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that senders write, to the millisecond: ISO 8601 with its zone, or seconds or
 * milliseconds since 1970.
 *
 * <p>Written by hand because the platform's parser costs as much as all the rest of a message.
 */
public final class Times {

  // From 2001 to 2286, so that a count of seconds is never taken for one of milliseconds.
  private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal SECONDS_END = BigDecimal.valueOf(10_000_000_000L);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private static final int LONGEST = 64;
  private static final int MINUTES_PER_DAY = 24 * 60;

  private Times() {}

  /**
   * The instant that is written there.
   *
   * @param place where it is written, for the message
   * @throws Rejection if it is none, or could be several
   */
  public static Instant read(JsonNode written, String place) throws Rejection {
    if (written.isNumber()) {
      return sinceEpoch(written.decimalValue(), place);
    }
    if (!written.isTextual()) {
      throw Rejection.undecodable("the time at " + place + " is neither text nor a number");
    }
    String text = written.textValue();
    if (isDigits(text)) {
      return sinceEpoch(new BigDecimal(text), place);
    }
    Instant parsed = parse(text);
    if (parsed == null) {
      throw Rejection.undecodable(
          "the time at "
              + place
              + " cannot be read: write it with its zone, such as 2026-01-31T12:00:00Z or"
              + " 2026-01-31T13:00:00+01:00, or as seconds or milliseconds since 1970");
    }
    return parsed;
  }

  private static boolean isDigits(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    return text.chars().allMatch(character -> character >= '0' && character <= '9');
  }

  private static Instant sinceEpoch(BigDecimal count, String place) throws Rejection {
    BigDecimal millis;
    if (isBetween(count, FIRST_SECOND, SECONDS_END)) {
      millis = count.multiply(THOUSAND);
    } else if (isBetween(count, FIRST_SECOND.multiply(THOUSAND), SECONDS_END.multiply(THOUSAND))) {
      millis = count;
    } else {
      throw Rejection.undecodable(
          "the number at " + place + " is no time in seconds or milliseconds since 1970");
    }
    return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private static boolean isBetween(BigDecimal count, BigDecimal first, BigDecimal end) {
    return count.compareTo(first) >= 0 && count.compareTo(end) < 0;
  }

  /** The instant in a text such as {@code 2026-01-31T12:00:00.123456789+01:00}, if it is one. */
  public static @Nullable Instant parse(String text) {
    int length = text.length();
    if (length < 17
        || length > LONGEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || !isTimeMark(text.charAt(10))
        || text.charAt(13) != ':') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    boolean hasSecond = text.charAt(16) == ':';
    int second = hasSecond ? digits(text, 17, 2) : 0;
    int at = hasSecond ? 19 : 16;
    if (!isDate(year, month, day) || !isIn(hour, 23) || !isIn(minute, 59) || !isIn(second, 60)) {
      return null;
    }
    int fractionEnd = hasSecond ? endOfFraction(text, at) : at;
    int zone = zoneMinutes(text, fractionEnd);
    if (zone == Integer.MIN_VALUE) {
      return null;
    }
    // A leap second counts as the last of its minute.
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400L
            + hour * 3_600L
            + (minute - zone) * 60L
            + Math.min(second, 59);
    return Instant.ofEpochMilli(seconds * 1_000 + millis(text, at, fractionEnd));
  }

  private static boolean isTimeMark(char mark) {
    return mark == 'T' || mark == 't' || mark == ' ';
  }

  private static boolean isDate(int year, int month, int day) {
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31
        && (day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth());
  }

  private static boolean isIn(int value, int largest) {
    return value >= 0 && value <= largest;
  }

  /** The number in so many digits; negative if they are none. */
  private static int digits(String text, int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MIN_VALUE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int endOfFraction(String text, int at) {
    if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    // A point without a digit is left over, where no zone will be found.
    return end == at + 1 ? at : end;
  }

  private static int millis(String text, int at, int end) {
    int millis = 0;
    for (int i = at + 1; i <= at + 3; i++) {
      millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  /** How far the clock is ahead of UTC; the smallest int if no zone is written there. */
  private static int zoneMinutes(String text, int at) {
    int left = text.length() - at;
    char first = left > 0 ? text.charAt(at) : ' ';
    if (first == 'Z' || first == 'z') {
      return left == 1 ? 0 : Integer.MIN_VALUE;
    }
    if (first != '+' && first != '-') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, 2);
    int minutes =
        switch (left) {
          case 3 -> 0;
          case 5 -> digits(text, at + 3, 2);
          case 6 -> text.charAt(at + 3) == ':' ? digits(text, at + 4, 2) : -1;
          default -> -1;
        };
    int zone = hours * 60 + minutes;
    if (hours < 0 || !isIn(minutes, 59) || zone >= MINUTES_PER_DAY) {
      return Integer.MIN_VALUE;
    }
    return first == '+' ? zone : -zone;
  }
}
