package dk.bypuls.api.history;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The questions to the tables of one schema. */
final class HistoryRows {

  private final String schema;
  private final SeriesBook book;

  HistoryRows(String schema) {
    this.schema = schema;
    this.book = new SeriesBook(schema);
  }

  /** The last transaction of the sink that can be seen now. */
  int horizon(Connection connection) throws SQLException {
    String sql = "select batch from %s.sink_batch".formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /**
   * How far history can be seen now. What is told of completeness is told with the rows it speaks
   * of, so both are read at one moment.
   *
   * @param trees the names of the dataset's trees of areas
   */
  Horizon horizon(
      Connection connection, String dataset, Resolution resolution, Collection<String> trees)
      throws SQLException {
    String sql =
        """
        select b.batch, c.dataset = ?, c.resolution, min(c.through)
        from %1$s.sink_batch b
        left join %1$s.complete_through c on c.dataset = any(?) and c.resolution <= ?
        group by 1, 2, 3
        """;
    List<String> names = new ArrayList<>(trees);
    names.add(dataset);
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
      new Binder(statement)
          .text(dataset)
          .array(connection.createArrayOf("text", names.toArray()))
          .number(resolution.number());
      try (ResultSet rows = statement.executeQuery()) {
        Horizon horizon = new Horizon(0, null, null);
        while (rows.next()) {
          Timestamp through = rows.getTimestamp(4);
          Instant told = through == null ? null : resolution.spanAt(through.toInstant()).start();
          boolean isOfSensors = rows.getBoolean(2);
          horizon =
              new Horizon(
                  rows.getInt(1),
                  isOfSensors ? later(horizon.through(), told) : horizon.through(),
                  isOfSensors ? horizon.areasThrough() : later(horizon.areasThrough(), told));
        }
        return horizon;
      }
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /** How many series are asked for. */
  int seriesOf(Connection connection, HistoryQuestion question) throws SQLException {
    OptionalInt family = book.family(connection, question.dataset(), question.resolution());
    return family.isEmpty() ? 0 : book.count(connection, family.getAsInt(), question.selection());
  }

  /**
   * Some rows of a question, in order, and how far they reach.
   *
   * @param reached all that starts until then has been read; absent where that is all there is
   */
  record Batch(List<PublishedWindow> rows, @Nullable Instant reached) {

    static final Batch NOTHING = new Batch(List.of(), null);
  }

  /**
   * All rows of a question, and the last transaction of the sink that was seen with them.
   *
   * @param horizon what was seen at the moment at which they were read
   */
  record Opening(int horizon, List<PublishedWindow> rows) {}

  /**
   * All rows of a question that is short, read together with how far can be seen; absent where it
   * may be longer, and where there is no row.
   */
  Optional<Opening> opening(Connection connection, HistoryQuestion question, int look)
      throws SQLException {
    OptionalInt family = book.family(connection, question.dataset(), question.resolution());
    if (family.isEmpty()) {
      return Optional.empty();
    }
    Look at = new Look(schema, question, family.getAsInt(), question.from(), null);
    int series = book.countAbout(connection, family.getAsInt(), question.selection());
    if (series == 0 || !at.hasAtMost(look, series)) {
      return Optional.empty();
    }
    try (PreparedStatement statement = WindowRows.prepare(connection, at.sql(book, false))) {
      Binder bind = new Binder(statement);
      at.bind(connection, bind, null);
      bind.number(look + 1);
      return new WindowRows(connection, book)
          .opening(statement, question.dataset(), question.resolution())
          .filter(opening -> opening.rows().size() <= look);
    }
  }

  /**
   * The rows of about so many that lie together, the first start being that.
   *
   * <p>How far that is is asked of the key first: else the database sorts the whole of a long range
   * for each page of it.
   *
   * @param after none but those that come after it
   * @param look how many rows are looked at, revisions and those that are not wanted included
   */
  Batch batch(
      Connection connection,
      HistoryQuestion question,
      int horizon,
      Instant from,
      Cursor.@Nullable Key after,
      int look)
      throws SQLException {
    OptionalInt family = book.family(connection, question.dataset(), question.resolution());
    if (family.isEmpty()) {
      return Batch.NOTHING;
    }
    Look at = new Look(schema, question, family.getAsInt(), from, horizon);
    int series = book.countAbout(connection, family.getAsInt(), question.selection());
    if (series == 0) {
      return Batch.NOTHING;
    }
    Instant bound = at.hasAtMost(look, series) ? null : at.startAfter(look, book, connection);
    List<PublishedWindow> rows = rows(connection, at, bound, look + 1);
    if (bound == null && rows.size() > look) {
      // There were fewer series when they were counted.
      book.countAnew(family.getAsInt(), question.selection());
      bound = at.startAfter(look, book, connection);
      rows = rows(connection, at, bound, look + 1);
    }
    return new Batch(after == null ? rows : comingAfter(after, rows), bound);
  }

  /** The rows up to a bound; without one so many at most. */
  private List<PublishedWindow> rows(
      Connection connection, Look at, @Nullable Instant bound, int most) throws SQLException {
    try (PreparedStatement statement =
        WindowRows.prepare(connection, at.sql(book, bound != null))) {
      Binder bind = new Binder(statement);
      at.bind(connection, bind, bound);
      if (bound == null) {
        bind.number(most);
      }
      HistoryQuestion question = at.question();
      return new WindowRows(connection, book)
          .read(statement, question.dataset(), question.resolution());
    }
  }

  private static List<PublishedWindow> comingAfter(Cursor.Key last, List<PublishedWindow> rows) {
    return rows.stream().filter(row -> Cursor.Key.of(row).compareTo(last) > 0).toList();
  }

  /** The newest window of each series, in order. */
  List<PublishedWindow> latest(
      Connection connection, String dataset, Resolution resolution, Selection selection, int limit)
      throws SQLException {
    OptionalInt family = book.family(connection, dataset, resolution);
    if (family.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        select w.*
        from %1$s.series s cross join lateral (
          select * from %1$s.windows where series = s.id
          order by start_at desc, revision desc limit 1) w
        where s.id in (
        """
            + book.numbers(selection)
            + ")"
            + Withheld.NOT_WITHDRAWN
            + " order by w.start_at, s.place, s.sensor, s.quantity, s.area limit ?";
    try (PreparedStatement statement = WindowRows.prepare(connection, sql.formatted(schema))) {
      Binder bind = new Binder(statement);
      SeriesBook.bind(connection, bind, family.getAsInt(), selection);
      bind.text(dataset).text(dataset).number(limit);
      return new WindowRows(connection, book).read(statement, dataset, resolution);
    }
  }
}
