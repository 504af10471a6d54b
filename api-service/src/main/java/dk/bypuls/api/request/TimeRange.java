package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters {@code from} and {@code to}: a half-open stretch of time.
 *
 * <p>{@code from} may also be an ISO 8601 interval: {@code start/end}, {@code start/duration},
 * {@code duration/end}, or with {@code ..} for a beginning or an end that is open.
 *
 * @param to absent for all that is there
 */
public record TimeRange(Instant from, @Nullable Instant to) {

  /** The parameters it is read from. */
  public static final List<String> PARAMETERS = List.of("from", "to");

  private static final String OPEN = "..";

  /** Reads them; {@code usual} is what "from" is where nobody says. */
  public static TimeRange of(Parameters asked, String usual, Instant now) {
    String from = asked.one("from").orElse(usual);
    Optional<String> to = asked.one("to");
    TimeRange range =
        from.contains("/")
            ? interval(from, to, now)
            : new TimeRange(
                start(from, now),
                to.filter(value -> !value.equals(OPEN))
                    .map(value -> Moment.parse("to", value, now))
                    .orElse(null));
    if (range.to != null && !range.from.isBefore(range.to)) {
      throw Problem.badRequest(
              "\"from\" (%s) must be before \"to\" (%s).".formatted(range.from, range.to))
          .asException();
    }
    return range;
  }

  private static TimeRange interval(String written, Optional<String> to, Instant now) {
    String[] ends = written.split("/", -1);
    if (ends.length != 2 || to.isPresent() || ends[0].isBlank() || ends[1].isBlank()) {
      throw Problem.badRequest(
              "\"from\" as an interval is start/end, start/duration, duration/end, start/.. or"
                  + " ../end, such as 2026-11-01/P7D, and needs no \"to\".")
          .asException();
    }
    if (ends[1].equals(OPEN)) {
      return new TimeRange(start(ends[0], now), null);
    }
    try {
      boolean isForward = Moment.after(ends[1], now).isPresent();
      boolean isBackward = Moment.after(ends[0], now).isPresent();
      Instant start = isBackward ? now : start(ends[0], now);
      Instant end =
          isForward
              ? Moment.after(ends[1], start).orElseThrow()
              : Moment.parse("from", ends[1], now);
      start = isBackward ? Moment.before(ends[0], end).orElseThrow() : start;
      boolean isAnchored = !isForward || !(isBackward || ends[0].equals(OPEN));
      if (isAnchored && Moment.isOfSensors(start) && Moment.isOfSensors(end)) {
        return new TimeRange(start, end);
      }
    } catch (DateTimeException | ArithmeticException tooFar) {
      // Told below, together with what ends outside of any sensor's time.
    }
    throw Problem.badRequest(
            "\"from\" as an interval lies between 1970 and 2200, and one of its ends is an"
                + " instant or a local date.")
        .asException();
  }

  private static Instant start(String written, Instant now) {
    return written.equals(OPEN) ? Moment.EARLIEST : Moment.parse("from", written, now);
  }
}
