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

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DURATION =
      Pattern.compile(
          "(P(?:\\d{1,4}Y)?(?:\\d{1,5}M)?(?:\\d{1,5}W)?(?:\\d{1,6}D)?)(T\\d[0-9.HMS]*)?");

  private Moment() {}

  /** Reads the value of the parameter of that name. */
  public static Instant parse(String name, String written, Instant now) {
    // A plus sign in an address means a space to those who decode it.
    String value = written.strip().replace(' ', '+').toUpperCase(Locale.ROOT);
    try {
      Instant moment = read(value, now);
      if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
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

  private static Instant read(String value, Instant now) {
    Optional<Instant> back = before(value, now);
    if (back.isPresent()) {
      return back.get();
    }
    if (DATE.matcher(value).matches()) {
      return LocalDate.parse(value).atStartOfDay(Resolution.ZONE).toInstant();
    }
    return OffsetDateTime.parse(value).toInstant();
  }

  private static Optional<Instant> before(String value, Instant now) {
    Matcher parts = DURATION.matcher(value);
    if (!parts.matches() || value.equals("P")) {
      return Optional.empty();
    }
    Period days = parts.group(1).equals("P") ? Period.ZERO : Period.parse(parts.group(1));
    Duration hours = parts.group(2) == null ? Duration.ZERO : Duration.parse("P" + parts.group(2));
    return Optional.of(
        ZonedDateTime.ofInstant(now, Resolution.ZONE).minus(days).toInstant().minus(hours));
  }
}
