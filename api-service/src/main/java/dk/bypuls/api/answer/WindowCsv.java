package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Flag;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A window as a line of CSV. The header has the names of the JSON; what is absent is empty. */
final class WindowCsv {

  private static final String END_OF_LINE = "\r\n";
  private static final String[] NAMES = {
    "dataset",
    "place",
    "sensor",
    "area",
    "contributors",
    "quantity",
    "unit",
    "resolution",
    "start",
    "end",
    "status",
    "revision",
    "publishedAt",
    "finalAt",
    "reason",
    "count",
    "expected",
    "completeness",
    "flagged",
    "flags",
    "quality",
    "leaves",
    "withheld"
  };

  /** The first line. */
  static final String HEADER =
      String.join(",", NAMES)
          + ","
          + Statistic.all().stream().map(Statistic::json).collect(Collectors.joining(","))
          + END_OF_LINE;

  private WindowCsv() {}

  static void append(StringBuilder out, Window window, Instant publishedAt) {
    Quantity quantity = window.quantity();
    out.append(window.dataset());
    cell(out, window);
    out.append(',').append(quantity.id());
    out.append(',').append(quoted(quantity.unit().code()));
    out.append(',').append(window.resolution().name());
    out.append(',').append(window.start());
    out.append(',').append(window.end());
    out.append(',').append(window.status().json());
    out.append(',').append(window.revision());
    out.append(',').append(publishedAt);
    out.append(',').append(window.finalAt());
    quality(out, window);
    protection(out, window.protection());
    for (Statistic statistic : Statistic.all()) {
      out.append(',');
      if (window.statistics().has(statistic)) {
        int places = quantity.scale() + statistic.furtherPlaces();
        WindowJson.decimal(out, window.statistics().get(statistic), places);
      }
    }
    out.append(END_OF_LINE);
  }

  private static void cell(StringBuilder out, Window window) {
    Cell cell = window.cell();
    if (cell instanceof Cell.SensorCell sensor) {
      out.append(',').append(sensor.place()).append(',').append(sensor.sensor()).append(",,");
    } else if (cell instanceof Cell.AreaCell area) {
      out.append(",,,").append(area.area()).append(',');
      if (window.tellsContributors()) {
        out.append(area.contributors());
      }
    }
  }

  private static void quality(StringBuilder out, Window window) {
    out.append(',').append(window.reason() == null ? "" : quoted(window.reason()));
    if (window.status() == Window.Status.SUPPRESSED || window.protection() != null) {
      out.append(",,,,,");
      return;
    }
    out.append(',').append(window.count()).append(',');
    int expected = window.expected().orElse(0);
    if (expected > 0) {
      out.append(expected).append(',');
      WindowJson.decimal(out, WindowJson.completeness(window.count(), expected), 3);
    } else {
      out.append(',');
    }
    out.append(',').append(window.flagged()).append(',');
    String separator = "";
    for (Flag flag : Flag.of(window.flags())) {
      out.append(separator).append(flag.json());
      separator = " ";
    }
  }

  private static void protection(StringBuilder out, @Nullable Protection protection) {
    out.append(',');
    if (protection != null && protection.quality() != null) {
      out.append(protection.quality().json());
    }
    if (protection == null || protection.leaves() == 0) {
      out.append(",,");
    } else {
      out.append(',').append(protection.leaves()).append(',').append(protection.withheld());
    }
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
