package dk.bypuls.api.key;

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
import org.jspecify.annotations.Nullable;

/** The table of keys that were asked for: hashes only. */
final class KeyRequests {

  private KeyRequests() {}

  /** Adds one; answers whether its name was free. */
  static boolean add(Connection connection, KeyRequest request, String sha256) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into registry.key_request (name, sha256, purpose, contact, requested_at)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setString(1, request.name());
      insert.setString(2, sha256);
      insert.setString(3, request.purpose());
      insert.setString(4, request.contact());
      insert.setObject(5, OffsetDateTime.ofInstant(request.requestedAt(), ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  static int waiting(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from registry.key_request where granted_at is null");
        ResultSet result = select.executeQuery()) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  static Optional<KeyRequest> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.key_request where name = ?")) {
      select.setString(1, name);
      return read(select).stream().findFirst();
    }
  }

  /** What is kept of its key. */
  static String hashOf(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select sha256 from registry.key_request where name = ?")) {
      select.setString(1, name);
      try (ResultSet result = select.executeQuery()) {
        if (!result.next()) {
          throw new IllegalStateException("the request was there in the same transaction");
        }
        return result.getString("sha256");
      }
    }
  }

  /** Those that wait first, then by name. */
  static List<KeyRequest> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from registry.key_request order by granted_at is not null, name")) {
      return read(select);
    }
  }

  static void grant(Connection connection, String name, Instant at, String who)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update registry.key_request set granted_at = ?, granted_by = ? where name = ?")) {
      update.setObject(1, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      update.setString(2, who);
      update.setString(3, name);
      update.executeUpdate();
    }
  }

  static void remove(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.key_request where name = ?")) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }

  /** Forgets requests from before that moment which nobody granted. */
  static int forget(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from registry.key_request where granted_at is null and requested_at < ?")) {
      delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }

  private static List<KeyRequest> read(PreparedStatement select) throws SQLException {
    List<KeyRequest> requests = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        requests.add(
            new KeyRequest(
                result.getString("name"),
                result.getString("purpose"),
                result.getString("contact"),
                result.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(result.getObject("granted_at", OffsetDateTime.class)),
                result.getString("granted_by")));
      }
    }
    return requests;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
