package dk.bypuls.api.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files, read back by a program that others wrote. */
class ParquetBodyTest {

  private static final Head HEAD = Head.of("air", false);

  @TempDir static Path folder;

  private static Connection duck;

  @BeforeAll
  static void open() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  @Test
  void holdsEveryValueOfEveryRowWithItsType() throws Exception {
    // Given more rows than a group has, of all sorts
    List<Row> rows = new ArrayList<>();
    List<PublishedWindow> windows = RowsOfAir.windows();
    for (int i = 0; i < ParquetBody.ROWS_IN_GROUP + 100; i++) {
      rows.add(i % 7 == 6 ? RowsOfAir.gap(RowsOfAir.START.plusSeconds(i)) : windows.get(i % 4));
    }

    // When
    Path file = write("all.parquet", Columns.ALL, rows);

    // Then
    try (Statement statement = duck.createStatement();
        ResultSet read = statement.executeQuery("select * from '%s'".formatted(file))) {
      for (Row row : rows) {
        assertThat(read.next()).isTrue();
        for (Column column : Column.inOrder()) {
          assertThat(read.getObject(column.name()) == null)
              .as(column.name())
              .isEqualTo(column.of(row) == null);
        }
        assertThat(read.getString("status")).isEqualTo(row.status());
        assertThat(read.getString("quantity")).isEqualTo("air-temperature");
      }
      assertThat(read.next()).isFalse();
    }
    assertThat(types(file))
        .containsEntry("place", "VARCHAR")
        .containsEntry("start", "TIMESTAMP WITH TIME ZONE")
        .containsEntry("count", "BIGINT")
        .containsEntry("mean", "DOUBLE")
        .containsEntry("flags", "VARCHAR")
        .hasSize(Column.inOrder().size());
    Map<String, String> first =
        row(file, "epoch_us(start) s, epoch_us(\"publishedAt\") p, mean, min, flags, completeness");
    Instant start = RowsOfAir.START;
    assertThat(first)
        .containsEntry("s", Long.toString(start.toEpochMilli() * 1000))
        .containsEntry("p", Long.toString(start.plusSeconds(3601).toEpochMilli() * 1000))
        .containsEntry("mean", "-5.0E-4")
        .containsEntry("min", "-1.2")
        .containsEntry("flags", "implausible time-of-arrival")
        .containsEntry("completeness", "0.666");
  }

  @Test
  void hasTheColumnsThatAreAskedForAndNoRowsWhereThereAreNone() throws Exception {
    // When
    Path file = write("none.parquet", new Columns(List.of("start", "mean"), false), List.of());

    // Then
    assertThat(types(file).keySet()).containsExactlyInAnyOrder("start", "mean");
    assertThat(row(file, "count(*) n")).containsEntry("n", "0");
  }

  @Test
  void isNoFileWhereItEndsEarly() throws Exception {
    // Given
    ParquetBody body =
        new ParquetBody(Columns.ALL, HEAD, rows(ParquetBody.ROWS_IN_GROUP + 1).iterator());
    Path file = folder.resolve("broken.parquet");

    // When
    byte[] begun = body.next();
    assertThat(body.isFinished()).isFalse();
    assertThat(body.broken("{}")).isEmpty();
    Files.write(file, begun);

    // Then
    assertThatThrownBy(() -> row(file, "count(*)")).isInstanceOf(SQLException.class);
  }

  private static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(RowsOfAir.published());
    }
    return rows;
  }

  private static Path write(String name, Columns columns, List<Row> rows) throws Exception {
    ParquetBody body = new ParquetBody(columns, HEAD, rows.iterator());
    Path file = folder.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      while (!body.isFinished()) {
        out.write(body.next());
      }
    }
    return file;
  }

  private static Map<String, String> types(Path file) throws SQLException {
    Map<String, String> types = new TreeMap<>();
    try (Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery("describe select * from '%s'".formatted(file))) {
      while (row.next()) {
        types.put(row.getString(1), row.getString(2));
      }
    }
    return types;
  }

  private static Map<String, String> row(Path file, String what) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    try (Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery("select %s from '%s' limit 1".formatted(what, file))) {
      row.next();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.put(row.getMetaData().getColumnLabel(i), row.getString(i));
      }
    }
    return values;
  }
}
