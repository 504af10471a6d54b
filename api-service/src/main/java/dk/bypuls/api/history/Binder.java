package dk.bypuls.api.history;

import dk.bypuls.events.registry.Recall;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Binds parameters from left to right. */
final class Binder {

  private final PreparedStatement statement;
  private int index;

  Binder(PreparedStatement statement) {
    this.statement = statement;
  }

  Binder number(int value) throws SQLException {
    statement.setInt(++index, value);
    return this;
  }

  Binder text(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Binder flag(boolean value) throws SQLException {
    statement.setBoolean(++index, value);
    return this;
  }

  Binder instant(Instant value) throws SQLException {
    statement.setTimestamp(++index, Timestamp.from(value));
    return this;
  }

  Binder instants(Connection connection, List<Instant> values) throws SQLException {
    return array(
        connection.createArrayOf("text", values.stream().map(Instant::toString).toArray()));
  }

  /** The beginnings, and the ends. */
  Binder recalled(Connection connection, List<Recall.Stretch> stretches) throws SQLException {
    Object[] beginnings = stretches.stream().map(it -> it.from().toString()).toArray();
    Object[] ends = stretches.stream().map(it -> it.to().toString()).toArray();
    return array(connection.createArrayOf("text", beginnings))
        .array(connection.createArrayOf("text", ends));
  }

  Binder array(Array value) throws SQLException {
    statement.setArray(++index, value);
    return this;
  }
}
