package dk.bypuls.ingest.intake;

import static dk.bypuls.events.registry.WrittenTimes.EPOCH_MILLIS;
import static dk.bypuls.events.registry.WrittenTimes.EPOCH_SECONDS;
import static dk.bypuls.events.registry.WrittenTimes.ISO;
import static dk.bypuls.events.registry.WrittenTimes.SECONDS_BEFORE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a registered sender or device writes its times.
 *
 * <p>Of a local time that the change of clocks makes twice, the later one counts, unless that would
 * be after the message; one that it skips counts as if the clock had not been changed yet.
 */
public final class WrittenTime {

  private static final DateTimeFormatter ISO_TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  // A clock may be ahead of ours by so much without being in the second of two equal hours.
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal SECONDS_END = BigDecimal.valueOf(10_000_000_000L);

  // Some ten thousand years to either side.
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(300_000_000_000L);

  private static final int LARGEST_SCALE = 64;

  private final @Nullable String format;
  private final @Nullable ZoneId zone;
  private final DateTimeFormatter pattern;

  private WrittenTime(@Nullable String format, @Nullable ZoneId zone, DateTimeFormatter pattern) {
    this.format = format;
    this.zone = zone;
    this.pattern = pattern;
  }

  /**
   * Times that are written so.
   *
   * @throws IllegalArgumentException if format or zone is none
   */
  public static WrittenTime of(@Nullable String format, @Nullable String zone) {
    try {
      boolean isWord =
          format == null
              || List.of(ISO, EPOCH_SECONDS, EPOCH_MILLIS, SECONDS_BEFORE).contains(format);
      return new WrittenTime(
          isWord ? format : "",
          zone == null ? null : ZoneId.of(zone),
          format == null || isWord ? ISO_TEXT : formatter(format));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a zone or the way times are written is unknown here", e);
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    // Strict dates need the year without an era.
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace('y', 'u'))
        .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
        .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * The instant that is written there, to the millisecond.
   *
   * @param message when the message was observed, or else arrived
   * @param place where it is written, for the message
   * @throws Rejection if it is not written so
   */
  public Instant read(JsonNode written, Instant message, String place) throws Rejection {
    BigDecimal number = number(written);
    if (format == null && number != null) {
      return sinceEpoch(number, place);
    }
    if (EPOCH_SECONDS.equals(format)) {
      return Instant.ofEpochMilli(millis(number, THOUSAND, place));
    }
    if (EPOCH_MILLIS.equals(format)) {
      return Instant.ofEpochMilli(millis(number, BigDecimal.ONE, place));
    }
    if (SECONDS_BEFORE.equals(format)) {
      return message.minusMillis(millis(number, THOUSAND, place));
    }
    if (!written.isValueNode()) {
      throw Rejection.undecodable("the time at " + place + " is neither text nor a number");
    }
    return parsed(written.asText(), message, place);
  }

  private static @Nullable BigDecimal number(JsonNode written) {
    if (written.isNumber()) {
      return written.decimalValue();
    }
    boolean isDecimal = written.isTextual() && DECIMAL.matcher(written.textValue()).matches();
    return isDecimal ? new BigDecimal(written.textValue()) : null;
  }

  private static Instant sinceEpoch(BigDecimal count, String place) throws Rejection {
    if (count.compareTo(FIRST_SECOND) >= 0 && count.compareTo(SECONDS_END) < 0) {
      return Instant.ofEpochMilli(millis(count, THOUSAND, place));
    }
    if (count.compareTo(FIRST_SECOND.multiply(THOUSAND)) >= 0
        && count.compareTo(SECONDS_END.multiply(THOUSAND)) < 0) {
      return Instant.ofEpochMilli(millis(count, BigDecimal.ONE, place));
    }
    throw Rejection.undecodable(
        "the number at " + place + " is no time in seconds or milliseconds since 1970");
  }

  private static long millis(@Nullable BigDecimal count, BigDecimal each, String place)
      throws Rejection {
    if (count == null) {
      throw Rejection.undecodable("the time at " + place + " is no number, and one is declared");
    }
    // Before anything is reckoned: a number may have an exponent without end.
    if (count.scale() > LARGEST_SCALE
        || (long) count.precision() - count.scale() > 16
        || count.abs().compareTo(MOST_SECONDS.multiply(THOUSAND)) > 0) {
      throw Rejection.undecodable("the number at " + place + " is no time");
    }
    return count.multiply(each).setScale(0, RoundingMode.FLOOR).longValue();
  }

  private Instant parsed(String text, Instant message, String place) throws Rejection {
    try {
      TemporalAccessor found = pattern.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      if (found instanceof OffsetDateTime whole) {
        return whole.toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
      if (zone == null) {
        throw Rejection.undecodable(
            "the time at " + place + " is written without its zone, and none is declared");
      }
      return instant((LocalDateTime) found, zone, message).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw Rejection.undecodable("the time at " + place + " is not written as is declared");
    }
  }

  private static Instant instant(LocalDateTime local, ZoneId zone, Instant message) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() == 2) {
      Instant later = local.toInstant(offsets.get(1));
      return later.isAfter(message.plus(AHEAD)) ? local.toInstant(offsets.get(0)) : later;
    }
    return local.atZone(zone).toInstant();
  }
}
