package dk.bypuls.api.history;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the open history what is normal: the database computes, at most so many series at once. */
final class NormalRows {

  /** Of so many series a question may be: eight weeks of each are read. */
  static final int MOST_SERIES = 100;

  /** Fewer weeks tell nothing. */
  private static final int FEWEST_WEEKS = 3;

  private static final String SERIES =
      """
      select s.id, s.place, s.sensor, s.area, s.quantity
      from open.series s join open.families f on f.id = s.family
      where f.dataset = ? and f.resolution = ? and s.quantity = any(?)
      """;

  // The last revision of each hour that is not taken back. What a kind is measured by is the only
  // one of these figures that it has.
  private static final String HOURS =
      """
      select series, extract(isodow from local)::int, extract(hour from local)::int,
        count(distinct date_trunc('week', local))::int,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by value)
      from (
        select w.series, w.start_at at time zone ? as local,
          coalesce(w.sum, w.delta, w.share, w.leq, w.mean) as value
        from (
          select distinct on (series, start_at) * from open.windows
          where series = any(?) and start_at >= ? and start_at < ?
          order by series, start_at, revision desc) w
        where w.status = ? and (w.leaves is not null) = ? and not exists (
          select from open.withdrawn t
          where t.dataset = ? and w.start_at < t.to_at and w.end_at > t.from_at
            and w.published_at <= t.withdrawn_at and t.reason <> 'policy')
        NOT_RECALLED NOT_LOOSER) hours
      where value is not null
      group by 1, 2, 3
      having count(distinct date_trunc('week', local)) >= ?
      order by 1, 2, 3
      """
          .replace("NOT_RECALLED", Withheld.NOT_RECALLED)
          .replace("NOT_LOOSER", Withheld.NOT_LOOSER);

  private NormalRows() {}

  /** Changes whenever something of the dataset is taken back. */
  static String withdrawals(Connection connection, String dataset) throws SQLException {
    String sql = "select count(*), max(withdrawn_at) from open.withdrawn where dataset = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      new Binder(statement).text(dataset);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) + " " + row.getTimestamp(2) : "";
      }
    }
  }

  /** What is normal for each chosen series, in the order of place, sensor and quantity. */
  static List<NormalSeries> ask(Connection connection, NormalRequest asked) throws SQLException {
    Map<Integer, NormalSeries> series = series(connection, asked);
    if (series.size() > MOST_SERIES) {
      throw Problem.badRequest(
              ("These are more than %d series. Choose some by \"place\", \"sensor\" or"
                      + " \"quantity\".")
                  .formatted(MOST_SERIES))
          .asException();
    }
    if (series.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(HOURS)) {
      new Binder(statement)
          .text(Resolution.ZONE.getId())
          .array(connection.createArrayOf("integer", series.keySet().toArray()))
          .instant(asked.from())
          .instant(asked.to())
          .number(Window.Status.COMPLETE.number())
          .flag(asked.ofPeople())
          .text(asked.dataset())
          .recalled(connection, asked.recalled())
          .instants(connection, asked.tightenings())
          .number(FEWEST_WEEKS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          NormalSeries of = series.get(row.getInt(1));
          if (of != null) {
            of.hours().add(hour(row));
          }
        }
      }
    }
    return List.copyOf(series.values());
  }

  private static NormalSeries.Hour hour(ResultSet row) throws SQLException {
    Array quartiles = row.getArray(5);
    Double[] values = (Double[]) quartiles.getArray();
    quartiles.free();
    return new NormalSeries.Hour(
        row.getInt(2),
        row.getInt(3),
        row.getInt(4),
        whole(values[0]),
        whole(values[1]),
        whole(values[2]));
  }

  private static long whole(double value) {
    return new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static Map<Integer, NormalSeries> series(Connection connection, NormalRequest asked)
      throws SQLException {
    String sql =
        SERIES
            + (asked.selection().places() == null ? "" : " and s.place = any(?)")
            + (asked.selection().sensors() == null ? "" : " and s.sensor = any(?)")
            + (asked.selection().areas() == null ? "" : " and s.area = any(?)")
            + " order by s.place, s.sensor, s.quantity, s.area limit "
            + (MOST_SERIES + 1);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Binder bind =
          new Binder(statement)
              .text(asked.dataset())
              .number(Resolution.PT1H.number())
              .array(connection.createArrayOf("text", quantities(asked)));
      texts(connection, bind, asked.selection().places());
      texts(connection, bind, asked.selection().sensors());
      texts(connection, bind, asked.selection().areas());
      Map<Integer, NormalSeries> series = new LinkedHashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          series.put(
              row.getInt(1),
              new NormalSeries(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  Quantities.of(row.getString(5)),
                  new ArrayList<>()));
        }
      }
      return series;
    }
  }

  private static Object[] quantities(NormalRequest asked) {
    Set<String> chosen = asked.selection().quantities();
    return Quantities.all().stream()
        .filter(quantity -> NormalSeries.figureOf(quantity) != null)
        .map(Quantity::id)
        .filter(id -> chosen == null || chosen.contains(id))
        .toArray();
  }

  private static void texts(Connection connection, Binder bind, @Nullable Set<String> chosen)
      throws SQLException {
    if (chosen != null) {
      bind.array(connection.createArrayOf("text", chosen.toArray()));
    }
  }
}
