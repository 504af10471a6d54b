package dk.bypuls.api.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens of people and programs, as the database has them: hashes only. */
final class UserTokens {

  private UserTokens() {}

  /** A token without the token. */
  record UserToken(String name, Role role, Instant createdAt, String createdBy) {}

  static Optional<Caller> match(Connection connection, String hash) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select name, role from registry.user_token where sha256 = ?")) {
      select.setString(1, hash);
      try (ResultSet result = select.executeQuery()) {
        return result.next()
            ? Optional.of(new Caller(result.getString("name"), role(result)))
            : Optional.empty();
      }
    }
  }

  static List<UserToken> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select * from registry.user_token order by name");
        ResultSet result = select.executeQuery()) {
      List<UserToken> tokens = new ArrayList<>();
      while (result.next()) {
        tokens.add(token(result));
      }
      return tokens;
    }
  }

  static Optional<UserToken> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.user_token where name = ?")) {
      select.setString(1, name);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? Optional.of(token(result)) : Optional.empty();
      }
    }
  }

  static void add(Connection connection, UserToken token, String hash) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into registry.user_token (name, role, sha256, created_at, created_by)"
                + " values (?, ?, ?, ?, ?)")) {
      insert.setString(1, token.name());
      insert.setString(2, token.role().id());
      insert.setString(3, hash);
      insert.setObject(4, OffsetDateTime.ofInstant(token.createdAt(), ZoneOffset.UTC));
      insert.setString(5, token.createdBy());
      insert.executeUpdate();
    }
  }

  static void remove(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.user_token where name = ?")) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }

  private static UserToken token(ResultSet result) throws SQLException {
    return new UserToken(
        result.getString("name"),
        role(result),
        result.getObject("created_at", OffsetDateTime.class).toInstant(),
        result.getString("created_by"));
  }

  private static Role role(ResultSet result) throws SQLException {
    String role = result.getString("role");
    return Role.find(role)
        .orElseThrow(() -> new IllegalStateException("the database has an unknown role " + role));
  }
}
