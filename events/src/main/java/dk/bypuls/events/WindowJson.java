package dk.bypuls.events;

import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * The one JSON form of a window, the same bytes in history, in latest and live (I7).
 *
 * <p>It is a function of the record and of its append time alone.
 */
public final class WindowJson {

  private static final int THOUSANDTHS = 1000;
  private static final long TEN = 10;

  /** By the count of places, what 1 is made of. */
  private static final long[] UNITS = LongStream.iterate(1, unit -> unit * TEN).limit(19).toArray();

  /** By the number of a statistic, what stands before its figure. */
  private static final String[] KEYS = keys();

  private WindowJson() {}

  private static String[] keys() {
    int last = Statistic.all().stream().mapToInt(Statistic::number).max().orElseThrow();
    String[] keys = new String[last + 1];
    Statistic.all().forEach(it -> keys[it.number()] = ",\"" + it.json() + "\":");
    return keys;
  }

  /** The instants of the window that was written last: the next one's are often the same. */
  public static final class Instants {
    private final Last start = new Last();
    private final Last end = new Last();
    private final Last publishedAt = new Last();
    private final Last finalAt = new Last();

    private static final class Last {
      private Instant instant = Instant.MIN;
      private String text = "";

      private String written(Instant next) {
        if (!next.equals(instant)) {
          text = InstantText.append(new StringBuilder(), next).toString();
          instant = next;
        }
        return text;
      }
    }
  }

  /** The window on one line. */
  public static String write(Window window, Instant publishedAt) {
    return append(new StringBuilder(512), window, publishedAt).toString();
  }

  public static StringBuilder append(StringBuilder out, Window window, Instant publishedAt) {
    return append(out, window, publishedAt, new Instants());
  }

  /** The same of one of many windows, with the instants of the one before. */
  public static StringBuilder append(
      StringBuilder out, Window window, Instant publishedAt, Instants last) {
    Quantity quantity = window.quantity();
    out.append("{\"dataset\":\"").append(window.dataset()).append('"');
    appendCell(out, window);
    text(out, "quantity", quantity.id());
    text(out, "unit", quantity.unit().code());
    text(out, "resolution", window.resolution().name());
    text(out, "start", last.start.written(window.start()));
    text(out, "end", last.end.written(window.end()));
    text(out, "status", window.status().json());
    out.append(",\"revision\":").append(window.revision());
    text(out, "publishedAt", last.publishedAt.written(publishedAt));
    text(out, "finalAt", last.finalAt.written(window.finalAt()));
    if (window.reason() != null) {
      text(out, "reason", window.reason());
    }
    if (window.protection() != null) {
      appendProtection(out, window.protection());
    } else if (window.status() != Window.Status.SUPPRESSED) {
      appendQuality(out, window);
    }
    for (Statistic statistic : Statistic.all()) {
      if (window.statistics().has(statistic)) {
        decimal(
            out.append(KEYS[statistic.number()]),
            window.statistics().get(statistic),
            quantity.scale() + statistic.furtherPlaces());
      }
    }
    return out.append('}');
  }

  private static void appendCell(StringBuilder out, Window window) {
    Cell cell = window.cell();
    if (cell instanceof Cell.SensorCell sensor) {
      text(out, "place", sensor.place());
      text(out, "sensor", sensor.sensor());
    } else if (cell instanceof Cell.AreaCell area) {
      text(out, "area", area.area());
      if (window.tellsContributors()) {
        out.append(",\"contributors\":").append(area.contributors());
      }
    }
  }

  private static void appendProtection(StringBuilder out, Protection protection) {
    if (protection.quality() != null) {
      text(out, "quality", protection.quality().json());
    }
    if (protection.leaves() > 0) {
      out.append(",\"leaves\":").append(protection.leaves());
      out.append(",\"withheld\":").append(protection.withheld());
    }
  }

  private static void appendQuality(StringBuilder out, Window window) {
    out.append(",\"count\":").append(window.count());
    if (window.expected().isPresent() && window.expected().getAsInt() > 0) {
      int expected = window.expected().getAsInt();
      out.append(",\"expected\":").append(expected).append(",\"completeness\":");
      decimal(out, completeness(window.count(), expected), 3);
    }
    out.append(",\"flagged\":").append(window.flagged());
    out.append(",\"flags\":[");
    String separator = "";
    for (Flag flag : Flag.of(window.flags())) {
      out.append(separator).append('"').append(flag.json()).append('"');
      separator = ",";
    }
    out.append(']');
  }

  /**
   * The share of what was due that came, in thousandths; what came beyond that does not raise it.
   */
  public static long completeness(long count, int expected) {
    return Math.min(count * THOUSANDTHS / expected, THOUSANDTHS);
  }

  /** A scaled whole number as a plain decimal with that many places. */
  public static StringBuilder decimal(StringBuilder out, long scaled, int places) {
    if (places == 0) {
      return out.append(scaled);
    }
    if (scaled < 0) {
      out.append('-');
    }
    long digits = Math.abs(scaled);
    long unit = UNITS[places];
    out.append(digits / unit).append('.');
    long rest = digits % unit;
    for (long next = unit / TEN; next > 1 && rest < next; next /= TEN) {
      out.append('0');
    }
    return out.append(rest);
  }

  /** Ids, codes and instants need no escape: they are made of a restricted alphabet. */
  private static void text(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":\"").append(value).append('"');
  }
}
