package dk.bypuls.api.answer;

import dk.bypuls.api.request.Parameters;
import dk.bypuls.events.InstantText;
import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How instants are written. */
public enum Times {
  /** With a {@code Z}. */
  UTC,
  /** As clocks in Denmark show them, with how far these are from UTC: no hour is told twice. */
  LOCAL;

  /** The parameter that chooses. */
  public static final String PARAMETER = "time";

  private static final int TYPICAL_LENGTH = 24;
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(Resolution.ZONE);

  private static final List<String> NAMES =
      Arrays.stream(values()).map(times -> times.name().toLowerCase(Locale.ROOT)).toList();

  /** The one that is asked for; UTC where nobody says. */
  public static Times of(Parameters asked) {
    String written = asked.one(PARAMETER).orElse("utc");
    Parameters.requireKnown(PARAMETER, written, NAMES);
    return valueOf(written.toUpperCase(Locale.ROOT));
  }

  String write(Instant instant) {
    return this == UTC
        ? InstantText.append(new StringBuilder(TYPICAL_LENGTH), instant).toString()
        : WITH_OFFSET.format(instant);
  }
}
