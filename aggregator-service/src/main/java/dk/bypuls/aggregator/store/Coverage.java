package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.store.KeptWindows.Found;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Sensor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which windows of the past a dataset's decision is about: those of the sensors and quantities that
 * it covers now, and those of its areas that are made of such alone.
 *
 * <p>Whose readings are in an area's window is not written in it. But whatever a sensor gave to it,
 * it also told as a window of its own, of the same dataset, quantity and time. So where such a
 * window is there of a sensor that the dataset does not cover now, no area's window of that
 * quantity and time may leave: places may have been put elsewhere since, so which area it was is
 * not asked.
 */
final class Coverage {

  private static final String SERIES =
      """
      select s.id, s.sensor, s.quantity
      from SCHEMA.series s join SCHEMA.families f on f.id = s.family
      where f.dataset = ? and f.resolution = ? and s.area = ''
      """;

  private static final String TOLD =
      """
      select distinct w.start_at, s.quantity
      from SCHEMA.windows w join SCHEMA.series s on s.id = w.series
      where w.series = any(?) and w.start_at between ? and ?
      """;

  private final Registry registry;
  private final Dataset dataset;
  private final Map<String, String> treeOfArea = new HashMap<>();
  private final Set<Slot> foreign = new HashSet<>();

  private record Slot(Instant start, String quantity) {}

  private Coverage(Registry registry, Dataset dataset) {
    this.registry = registry;
    this.dataset = dataset;
  }

  /** What is to be known of the windows of a page, which are in the order of time. */
  static Coverage of(Connection connection, Registry registry, Dataset dataset, List<Found> page)
      throws SQLException {
    Coverage coverage = new Coverage(registry, dataset);
    List<Window> areas =
        page.stream()
            .map(Found::window)
            .filter(window -> window.cell() instanceof Cell.AreaCell)
            .toList();
    if (!areas.isEmpty()) {
      coverage.collectAreas();
      Instant last = areas.get(areas.size() - 1).start();
      for (HistorySide side : HistorySide.all()) {
        coverage.collectForeign(connection, side, areas.get(0), last);
      }
    }
    return coverage;
  }

  /** The areas in which the dataset's sensors stand or stood. */
  private void collectAreas() {
    List<AreaTree> trees = registry.areaTreesOf(dataset);
    for (Sensor sensor : registry.sensors()) {
      if (dataset.quantities().stream().anyMatch(quantity -> dataset.covers(sensor, quantity))) {
        for (Sensor.Placement placement : sensor.placements()) {
          registry.place(placement.place()).ifPresent(place -> collectAreas(trees, place));
        }
      }
    }
  }

  private void collectAreas(List<AreaTree> trees, Place place) {
    for (AreaTree tree : trees) {
      tree.pathTo(place).forEach(area -> treeOfArea.put(area, tree.key()));
    }
  }

  private void collectForeign(Connection connection, HistorySide side, Window first, Instant last)
      throws SQLException {
    List<Integer> series = foreignSeries(connection, side, first.resolution());
    if (series.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(TOLD.replace("SCHEMA", side.schema()))) {
      statement.setArray(1, connection.createArrayOf("int4", series.toArray()));
      statement.setTimestamp(2, Timestamp.from(first.start()));
      statement.setTimestamp(3, Timestamp.from(last));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          foreign.add(new Slot(StoredWindows.instant(row, "start_at"), row.getString("quantity")));
        }
      }
    }
  }

  private List<Integer> foreignSeries(
      Connection connection, HistorySide side, Resolution resolution) throws SQLException {
    List<Integer> series = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(SERIES.replace("SCHEMA", side.schema()))) {
      statement.setString(1, dataset.id());
      statement.setInt(2, resolution.number());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (!covers(row.getString("sensor"), row.getString("quantity"))) {
            series.add(row.getInt("id"));
          }
        }
      }
    }
    return series;
  }

  private boolean covers(String sensor, String quantity) {
    return registry.sensor(sensor).filter(known -> dataset.covers(known, quantity)).isPresent();
  }

  /** The partition that a window came from; empty if the decision is not about it. */
  OptionalInt partitionOf(Window window) {
    return window.status() == Window.Status.COMPLETE
        ? keyOf(window).map(PastTopic::partitionOf).map(OptionalInt::of).orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  /** What the partition goes by: the sensor, or the tree of areas. */
  private Optional<String> keyOf(Window window) {
    String quantity = window.quantity().id();
    if (window.cell() instanceof Cell.SensorCell cell) {
      return Optional.of(cell.sensor()).filter(sensor -> covers(sensor, quantity));
    }
    return Optional.ofNullable(treeOfArea.get(((Cell.AreaCell) window.cell()).area()))
        .filter(tree -> dataset.quantities().contains(quantity))
        .filter(tree -> !foreign.contains(new Slot(window.start(), quantity)));
  }
}
