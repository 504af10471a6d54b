package dk.bypuls.api.history;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

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

  Binder array(Array value) throws SQLException {
    statement.setArray(++index, value);
    return this;
  }
}
