package dk.bypuls.aggregator.store;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows as rows of the table of that name. */
final class WindowRows {

  private static final List<String> COLUMNS = columns();

  private final BinaryRows rows = new BinaryRows(COLUMNS.size());

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "start_at",
                "end_at",
                "published_at",
                "final_at",
                "count",
                "flagged",
                "family",
                "series",
                "revision",
                "batch",
                "flags",
                "expected",
                "contributors",
                "status"));
    Statistic.all().forEach(statistic -> columns.add(statistic.json()));
    columns.addAll(List.of("reason", "quality", "leaves", "withheld"));
    return List.copyOf(columns);
  }

  /** The command whose rows these are. */
  static String copyCommand(HistorySide side) {
    return "copy "
        + side.schema()
        + ".windows ("
        + String.join(", ", COLUMNS)
        + ") from stdin with (format binary)";
  }

  void clear() {
    rows.clear();
  }

  void add(Window window, Instant publishedAt, SeriesIds.Ids ids, int batch) {
    rows.row();
    rows.instant(window.start());
    rows.instant(window.end());
    rows.instant(publishedAt);
    rows.instant(window.finalAt());
    rows.bigint(window.count());
    rows.bigint(window.flagged());
    rows.integer(ids.family());
    rows.integer(ids.series());
    rows.integer(window.revision());
    rows.integer(batch);
    rows.integer(window.flags());
    if (window.expected().isPresent()) {
      rows.integer(window.expected().getAsInt());
    } else {
      rows.absent();
    }
    if (window.cell() instanceof Cell.AreaCell area && window.protection() == null) {
      rows.integer(area.contributors());
    } else {
      rows.absent();
    }
    rows.smallint(window.status().number());
    addFigures(window.statistics());
    rows.text(window.reason());
    addProtection(window.protection());
  }

  private void addProtection(@Nullable Protection protection) {
    if (protection == null) {
      rows.absent();
      rows.absent();
      rows.absent();
      return;
    }
    if (protection.quality() == null) {
      rows.absent();
    } else {
      rows.smallint(protection.quality().number());
    }
    rows.integer(protection.leaves());
    rows.integer(protection.withheld());
  }

  private void addFigures(Statistics statistics) {
    for (Statistic statistic : Statistic.all()) {
      if (statistics.has(statistic)) {
        rows.bigint(statistics.get(statistic));
      } else {
        rows.absent();
      }
    }
  }

  BinaryRows rows() {
    return rows;
  }
}
