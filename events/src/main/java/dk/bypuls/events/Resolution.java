package dk.bypuls.events;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long a window is. Days and months are spans of the Danish calendar, so a day may have 23 or
 * 25 hours.
 *
 * <p>The number of a resolution is its name in binary events and in the database, and never
 * changes.
 */
public enum Resolution implements Numbered {
  PT1M(1, Duration.ofMinutes(1)),
  PT15M(2, Duration.ofMinutes(15)),
  PT1H(3, Duration.ofHours(1)),
  P1D(4, Duration.ofDays(1)),
  P1M(5, Duration.ofDays(31));

  /** The calendar that days and months follow. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  private static final List<Resolution> ALL = List.of(values());

  private final int number;
  private final Duration longest;

  Resolution(int number, Duration longest) {
    this.number = number;
    this.longest = longest;
  }

  @Override
  public int number() {
    return number;
  }

  /** How long a window of this resolution usually is, clock changes and short months apart. */
  public Duration usualLength() {
    return longest;
  }

  /** From finest to coarsest. */
  public static List<Resolution> all() {
    return ALL;
  }

  public static Resolution numbered(int number) {
    return Numbered.find(values(), number);
  }

  /** The resolution of that ISO 8601 duration. */
  public static Optional<Resolution> find(String duration) {
    return Arrays.stream(values())
        .filter(resolution -> resolution.name().equals(duration))
        .findFirst();
  }

  /** The window that this instant falls in. */
  public Span spanAt(Instant instant) {
    return switch (this) {
      case P1D -> {
        LocalDate day = LocalDate.ofInstant(instant, ZONE);
        yield span(day, day.plusDays(1));
      }
      case P1M -> {
        LocalDate month = LocalDate.ofInstant(instant, ZONE).withDayOfMonth(1);
        yield span(month, month.plusMonths(1));
      }
      default -> {
        // The zone's offsets are whole hours since long before any sensor, so these start on the
        // local hour too.
        long length = longest.toMillis();
        long start = Math.floorDiv(instant.toEpochMilli(), length) * length;
        yield new Span(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + length));
      }
    };
  }

  private static Span span(LocalDate from, LocalDate to) {
    return new Span(from.atStartOfDay(ZONE).toInstant(), to.atStartOfDay(ZONE).toInstant());
  }

  /** A half-open stretch of time. */
  public record Span(Instant start, Instant end) {

    public boolean contains(Instant instant) {
      return !instant.isBefore(start) && instant.isBefore(end);
    }

    public Duration length() {
      return Duration.between(start, end);
    }
  }
}
