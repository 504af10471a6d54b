package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowRowTest {

  private static final Instant START = Instant.parse("2026-10-25T00:00:00Z");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackTheVeryWindowThatWasWritten(boolean isBinary) throws Exception {
    // Given
    Statistics figures = Statistics.of(Map.of(Statistic.MEAN, -123456L, Statistic.DELTA, 0L));
    Window sensor = window(new Cell.SensorCell("torvet", "air-1"), OptionalInt.of(0), figures);
    Window area = window(new Cell.AreaCell("midtby", 12), OptionalInt.empty(), figures);
    Instant published = START.plusMillis(987_654_321);

    // When
    List<PublishedWindow> read = new ArrayList<>();
    for (Window window : List.of(sensor, area)) {
      Cells row = new Cells(row(columns(window, published)), isBinary);
      read.add(new WindowRow(row, window.dataset(), window.resolution()).read(series(window)));
    }

    // Then
    assertThat(read)
        .containsExactly(
            new PublishedWindow(sensor, published), new PublishedWindow(area, published));
  }

  private static Window window(Cell cell, OptionalInt expected, Statistics figures) {
    return new Window(
        "air",
        cell,
        Quantities.of("pm2-5"),
        Resolution.P1D,
        START,
        START.plusSeconds(25 * 3600),
        Window.Status.COMPLETE,
        3,
        START.plusSeconds(1_000_000),
        144,
        2,
        expected,
        5,
        figures,
        Window.CORRECTED);
  }

  private static SeriesBook.Series series(Window window) {
    PublishedWindow told = new PublishedWindow(window, START);
    return SeriesBook.Series.of(told.place(), told.sensor(), told.area(), told.quantity());
  }

  private static Map<String, Object> columns(Window window, Instant published) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("start_at", Timestamp.from(window.start()));
    columns.put("end_at", Timestamp.from(window.end()));
    columns.put("published_at", Timestamp.from(published));
    columns.put("final_at", Timestamp.from(window.finalAt()));
    columns.put("count", window.count());
    columns.put("flagged", window.flagged());
    columns.put("revision", window.revision());
    columns.put("flags", window.flags());
    columns.put("status", window.status().number());
    if (window.reason() != null) {
      columns.put("reason", window.reason());
    }
    window.expected().ifPresent(expected -> columns.put("expected", expected));
    if (window.cell() instanceof Cell.AreaCell area) {
      columns.put("contributors", area.contributors());
    }
    for (Statistic statistic : Statistic.all()) {
      window.statistics().find(statistic).ifPresent(value -> columns.put(statistic.json(), value));
    }
    return columns;
  }

  /** A result set of one row; every column is there, most of them empty. */
  private static ResultSet row(Map<String, Object> columns) {
    List<String> names = new ArrayList<>();
    boolean[] wasNull = new boolean[1];
    return (ResultSet)
        Proxy.newProxyInstance(
            ResultSet.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("wasNull")) {
                return wasNull[0];
              }
              if (method.getName().equals("findColumn")) {
                names.add((String) arguments[0]);
                return names.size();
              }
              Object value = columns.get(names.get((int) arguments[0] - 1));
              wasNull[0] = value == null;
              if (method.getReturnType() == int.class) {
                return value == null ? 0 : ((Number) value).intValue();
              }
              if (method.getReturnType() == long.class) {
                return value == null ? 0L : ((Number) value).longValue();
              }
              return method.getReturnType() == byte[].class ? bytes(value) : value;
            });
  }

  /** As the database sends it. */
  private static byte[] bytes(Object value) {
    long micros =
        ChronoUnit.MICROS.between(
            Instant.parse("2000-01-01T00:00:00Z"), ((Timestamp) value).toInstant());
    return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
  }
}
