package dk.bypuls.api.history;

import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at the rows of a question that lie together.
 *
 * @param from the first start that is looked at
 * @param horizon the last transaction of the sink that is seen; absent for the last there is, which
 *     each row says then
 */
record Look(
    String schema, HistoryQuestion question, int family, Instant from, @Nullable Integer horizon) {

  /** What the column is called in which rows say how far was seen. */
  static final String HORIZON = "horizon";

  /** Whether there cannot be more windows than so many, which saves asking how far they reach. */
  boolean hasAtMost(int rows, int series) {
    Instant to = question.to();
    if (to == null || !from.isBefore(to)) {
      return false;
    }
    Resolution resolution = question.resolution();
    long starts = Duration.between(from, to).dividedBy(resolution.usualLength()) + 2;
    return starts * series <= rows;
  }

  /** The start of the row after so many; absent if there are no more. */
  @Nullable Instant startAfter(int rows, SeriesBook book, Connection connection)
      throws SQLException {
    String sql =
        "select start_at from %s.windows where ".formatted(schema)
            + inRange(book)
            + " order by start_at offset ? limit 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindRange(connection, new Binder(statement)).number(rows);
      try (ResultSet row = statement.executeQuery()) {
        Timestamp start = row.next() ? row.getTimestamp(1) : null;
        return start == null ? null : start.toInstant();
      }
    }
  }

  /**
   * The question for the rows as they may be seen, up to a start where there is a bound; where
   * there is none, up to a number of rows, which is bound last.
   */
  String sql(SeriesBook book, boolean isBounded) {
    String newest = "(select batch from %1$s.sink_batch)";
    String sql =
        "select w.*"
            + (horizon == null ? ", " + newest + " as " + HORIZON : "")
            + " from (select distinct on (start_at, series) * from %1$s.windows where batch <= "
            + (horizon == null ? newest : "?")
            + " and "
            + inRange(book)
            + (isBounded ? " and start_at <= ?" : "")
            + (question.asOf() == null ? "" : " and published_at <= ?")
            + " order by start_at, series, revision desc) w where true"
            + switch (question.told()) {
              case ALL -> "";
              case WHOLE -> " and w.leaves is null";
              case PROTECTED -> " and w.leaves is not null";
            }
            + (isChosenByTraits()
                ? " and w.status = any(?) and (? or w.flags & ? <> 0 or (? and w.flags = 0))"
                : "")
            + Withheld.NOT_WITHDRAWN
            + (question.recalled().isEmpty() ? "" : Withheld.NOT_RECALLED)
            + Withheld.NOT_LOOSER
            + " order by w.start_at"
            + (isBounded ? "" : " limit ?");
    return sql.formatted(schema);
  }

  void bind(Connection connection, Binder bind, @Nullable Instant bound) throws SQLException {
    if (horizon != null) {
      bind.number(horizon);
    }
    bindRange(connection, bind);
    if (bound != null) {
      bind.instant(bound);
    }
    if (question.asOf() != null) {
      bind.instant(question.asOf());
    }
    if (isChosenByTraits()) {
      Traits traits = question.traits();
      bind.array(connection.createArrayOf("integer", traits.numbers()))
          .flag(!traits.asksForFlags())
          .number(traits.flags())
          .flag(traits.unflagged());
    }
    bind.text(question.dataset()).text(question.dataset());
    if (!question.recalled().isEmpty()) {
      bind.recalled(connection, question.recalled());
    }
    bind.instants(connection, question.tightenings());
  }

  private String inRange(SeriesBook book) {
    return "family = ? and start_at >= ?"
        + (question.to() == null ? "" : " and start_at < ?")
        + (isOfAll() ? "" : " and series = any(array(" + book.numbers(selection()) + "))");
  }

  private Binder bindRange(Connection connection, Binder bind) throws SQLException {
    bind.number(family).instant(from);
    if (question.to() != null) {
      bind.instant(question.to());
    }
    if (!isOfAll()) {
      SeriesBook.bind(connection, bind, family, selection());
    }
    return bind;
  }

  private Selection selection() {
    return question.selection();
  }

  boolean isOfAll() {
    return selection().equals(Selection.ALL);
  }

  /** Where gaps are told, what is not wanted is put aside later: it is no gap. */
  private boolean isChosenByTraits() {
    return !question.traits().equals(Traits.ANY) && !question.view().gaps();
  }
}
