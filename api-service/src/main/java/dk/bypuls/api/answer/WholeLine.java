package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV with all columns in their usual order and in UTC, as nearly all ask for them: what
 * {@link Column} says of a window, written in one go, at half of what it costs to ask each column.
 *
 * <p>Nothing is quoted: ids and codes are made of a restricted alphabet.
 */
final class WholeLine {

  private static final Statistic[] STATISTICS = Statistic.all().toArray(new Statistic[0]);

  private final LastInstant start = new LastInstant(Times.UTC);
  private final LastInstant end = new LastInstant(Times.UTC);
  private final LastInstant published = new LastInstant(Times.UTC);
  private final LastInstant finalAt = new LastInstant(Times.UTC);

  /** Appends a window, without the end of its line. */
  void append(StringBuilder out, PublishedWindow told) {
    Window window = told.window();
    appendCell(out.append(window.dataset()).append(','), window);
    out.append(window.quantity().id()).append(',');
    out.append(window.quantity().unit().code()).append(',');
    out.append(window.resolution().name()).append(',');
    out.append(start.written(window.start())).append(',');
    out.append(end.written(window.end())).append(',');
    out.append(window.status().json()).append(',');
    out.append(window.revision()).append(',');
    out.append(published.written(told.publishedAt())).append(',');
    out.append(finalAt.written(window.finalAt())).append(',');
    if (window.reason() != null) {
      out.append(window.reason());
    }
    appendQuality(out.append(','), window);
    appendProtection(out, window.protection());
    for (Statistic statistic : STATISTICS) {
      out.append(',');
      if (window.statistics().has(statistic)) {
        WindowJson.decimal(
            out,
            window.statistics().get(statistic),
            window.quantity().scale() + statistic.furtherPlaces());
      }
    }
  }

  private static void appendCell(StringBuilder out, Window window) {
    if (window.cell() instanceof Cell.SensorCell sensor) {
      out.append(sensor.place()).append(',').append(sensor.sensor()).append(",,,");
    } else if (window.cell() instanceof Cell.AreaCell area) {
      out.append(",,").append(area.area()).append(',');
      if (window.tellsContributors()) {
        out.append(area.contributors());
      }
      out.append(',');
    }
  }

  /** What is said of readings: not of what is about people, nor of what is withheld. */
  private static void appendQuality(StringBuilder out, Window window) {
    if (window.protection() != null || window.status() == Window.Status.SUPPRESSED) {
      out.append(",,,,,");
      return;
    }
    out.append(window.count()).append(',');
    int expected = window.expected().orElse(0);
    if (expected > 0) {
      WindowJson.decimal(
          out.append(expected).append(','), WindowJson.completeness(window.count(), expected), 3);
    } else {
      out.append(',');
    }
    out.append(',').append(window.flagged()).append(',');
    String separator = "";
    for (Flag flag : Flag.of(window.flags())) {
      out.append(separator).append(flag.json());
      separator = " ";
    }
    out.append(',');
  }

  private static void appendProtection(StringBuilder out, @Nullable Protection protection) {
    if (protection != null && protection.quality() != null) {
      out.append(protection.quality().json());
    }
    out.append(',');
    if (protection != null && protection.leaves() > 0) {
      out.append(protection.leaves()).append(',').append(protection.withheld());
    } else {
      out.append(',');
    }
  }
}
