package dk.bypuls.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;

/**
 * How far an order to make windows of files has come, as the database keeps it.
 *
 * @param detail why it was refused, or what it left as it is; else empty
 * @param told so many windows were new or revised
 * @param same so many were in history as the files make them
 * @param left so many differ, were made of other readings, and stay
 * @param reached history has the windows before it, of the series that it is at
 */
public record BackFillProgress(
    State state, String detail, long told, long same, long left, Instant reached) {

  /** Whether it goes on. */
  public enum State {
    RUNNING,
    DONE,
    REFUSED
  }

  public boolean isOver() {
    return state != State.RUNNING;
  }

  /** With so many more, when history has the windows before that instant. */
  public BackFillProgress further(long moreTold, long moreSame, long moreLeft, Instant to) {
    return new BackFillProgress(
        state, detail, told + moreTold, same + moreSame, left + moreLeft, to);
  }

  /** As it is when it is over. */
  public BackFillProgress ended(State how, String why) {
    return new BackFillProgress(how, why, told, same, left, reached);
  }

  /**
   * What is known of the order. One that was left in the middle begins anew: what it told by then
   * is in history, and found to be the same.
   */
  static BackFillProgress read(Connection connection, String job, Instant from)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select * from exact.back_fill where job = ?")) {
      statement.setString(1, job);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new BackFillProgress(State.RUNNING, "", 0, 0, 0, from);
        }
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        boolean anew = state == State.RUNNING;
        return new BackFillProgress(
            state,
            row.getString("detail"),
            row.getLong("told"),
            anew ? 0 : row.getLong("same"),
            anew ? 0 : row.getLong("left_alone"),
            anew ? from : row.getTimestamp("reached").toInstant());
      }
    }
  }

  void write(Connection connection, String job, String sensor) throws SQLException {
    String sql =
        """
        insert into exact.back_fill (job, sensor, state, detail, told, same, left_alone, reached,
          began_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, now(), now())
        on conflict (job) do update set state = excluded.state, detail = excluded.detail,
          told = excluded.told, same = excluded.same, left_alone = excluded.left_alone,
          reached = excluded.reached, updated_at = now()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, job);
      statement.setString(2, sensor);
      statement.setString(3, state.name().toLowerCase(Locale.ROOT));
      statement.setString(4, detail);
      statement.setLong(5, told);
      statement.setLong(6, same);
      statement.setLong(7, left);
      statement.setTimestamp(8, Timestamp.from(reached));
      statement.executeUpdate();
    }
  }
}
