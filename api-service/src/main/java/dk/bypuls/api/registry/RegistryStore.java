package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes entities and the state they are at. */
final class RegistryStore {

  private static final String STATE =
      "select epoch, generation, audit_rows, audit_head from registry.state";

  private RegistryStore() {}

  /** The state, which nobody else changes until the transaction ends. */
  static State lock(Connection connection) throws SQLException {
    return state(connection, STATE + " for update");
  }

  static State state(Connection connection) throws SQLException {
    return state(connection, STATE);
  }

  private static State state(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new IllegalStateException("the table registry.state has lost its row");
      }
      return new State(
          result.getLong("epoch"),
          result.getLong("generation"),
          result.getLong("audit_rows"),
          result.getString("audit_head"));
    }
  }

  static void write(Connection connection, State state) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update registry.state set generation = ?, audit_rows = ?, audit_head = ?")) {
      update.setLong(1, state.generation());
      update.setLong(2, state.auditRows());
      update.setString(3, state.auditHead());
      update.executeUpdate();
    }
  }

  /** Everything that is or was registered. */
  static Map<EntityKey, Stored> all(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select * from registry.entity")) {
      return read(select);
    }
  }

  static Map<EntityKey, Stored> one(Connection connection, EntityKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.entity where kind = ? and id = ?")) {
      select.setString(1, key.kind().id());
      select.setString(2, key.id());
      return read(select);
    }
  }

  /** Those of a kind whose id comes after that one, in the order of their ids. */
  static Map<EntityKey, Stored> some(
      Connection connection, EntityKind kind, String after, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from registry.entity where kind = ? and id > ? order by id limit ?")) {
      select.setString(1, kind.id());
      select.setString(2, after);
      select.setInt(3, limit);
      return read(select);
    }
  }

  private static Map<EntityKey, Stored> read(PreparedStatement select) throws SQLException {
    Map<EntityKey, Stored> stored = new TreeMap<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        EntityKind kind = EntityKind.named(result.getString("kind"));
        Entity entity = RegistryRecordCodec.entityFromJson(kind, result.getString("body"));
        stored.put(
            new EntityKey(kind, result.getString("id")),
            new Stored(
                entity,
                result.getLong("version"),
                result.getLong("generation"),
                result.getBoolean("withdrawn"),
                result.getObject("changed_at", OffsetDateTime.class).toInstant()));
      }
    }
    return stored;
  }

  /** Writes changes. What is withdrawn keeps its last body. */
  static void write(Connection connection, long generation, Instant at, List<Change> changes)
      throws SQLException {
    String sql =
        """
        insert into registry.entity (kind, id, version, generation, withdrawn, body, changed_at)
        values (?, ?, ?, ?, ?, ?::json, ?)
        on conflict (kind, id) do update set version = excluded.version,
          generation = excluded.generation, withdrawn = excluded.withdrawn, body = excluded.body,
          changed_at = excluded.changed_at
        """;
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      for (Change change : changes) {
        upsert.setString(1, change.key().kind().id());
        upsert.setString(2, change.key().id());
        upsert.setLong(3, change.version());
        upsert.setLong(4, generation);
        upsert.setBoolean(5, change.kind() == Change.Kind.WITHDRAWN);
        upsert.setString(6, RegistryRecordCodec.entityToJson(change.subject()));
        upsert.setObject(7, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
