package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.events.Resolution;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as a client may write it: an instant, a local date, or a duration back from now.
 *
 * <p>Dates and the days of durations follow the Danish calendar, so that a day may have 23 or 25
 * hours.
 */
public final class Moment {

  /** Before anything that is here was measured. */
  static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DURATION =
      Pattern.compile(
          "(P(?:\\d{1,4}Y)?(?:\\d{1,5}M)?(?:\\d{1,5}W)?(?:\\d{1,6}D)?)(T\\d[0-9.HMS]*)?");

  private Moment() {}

  /** Reads the value of the parameter of that name. */
  public static Instant parse(String name, String written, Instant now) {
    String value = upper(written);
    try {
      Instant moment = read(value, now);
      if (isOfSensors(moment)) {
        return moment;
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      // Told below, together with what can be read and lies outside of any sensor's time.
    }
    throw Problem.badRequest(
            ("\"%s\" is an instant such as 2026-11-01T12:00:00Z, a local date such as 2026-11-01,"
                    + " or a duration back from now such as P1D or PT6H, between 1970 and 2200.")
                .formatted(name))
        .asException();
  }

  /** Whether it is in a time in which a sensor may have measured something. */
  static boolean isOfSensors(Instant moment) {
    return !moment.isBefore(EARLIEST) && moment.isBefore(LATEST);
  }

  /** The end of a duration that begins at that instant, in the Danish calendar; absent if none. */
  static Optional<Instant> after(String written, Instant start) {
    return moved(upper(written), start, 1);
  }

  /** The beginning of a duration that ends at that instant; absent if it is none. */
  static Optional<Instant> before(String written, Instant end) {
    return moved(upper(written), end, -1);
  }

  // A plus sign in an address means a space to those who decode it.
  private static String upper(String written) {
    return written.strip().replace(' ', '+').toUpperCase(Locale.ROOT);
  }

  private static Instant read(String value, Instant now) {
    Optional<Instant> back = moved(value, now, -1);
    if (back.isPresent()) {
      return back.get();
    }
    if (DATE.matcher(value).matches()) {
      return LocalDate.parse(value).atStartOfDay(Resolution.ZONE).toInstant();
    }
    return OffsetDateTime.parse(value).toInstant();
  }

  private static Optional<Instant> moved(String value, Instant from, int direction) {
    Matcher parts = DURATION.matcher(value);
    if (!parts.matches() || value.equals("P")) {
      return Optional.empty();
    }
    Period days = parts.group(1).equals("P") ? Period.ZERO : Period.parse(parts.group(1));
    Duration hours = parts.group(2) == null ? Duration.ZERO : Duration.parse("P" + parts.group(2));
    return Optional.of(
        ZonedDateTime.ofInstant(from, Resolution.ZONE)
            .plus(days.multipliedBy(direction))
            .toInstant()
            .plus(hours.multipliedBy(direction)));
  }
}
