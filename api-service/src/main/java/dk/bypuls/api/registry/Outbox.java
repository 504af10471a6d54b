package dk.bypuls.api.registry;

import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.RegistryRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Records that were decided in a transaction and not yet acknowledged by Kafka. */
final class Outbox {

  /** The channel on which the database wakes the relay. */
  static final String CHANNEL = "registry_outbox";

  private Outbox() {}

  /** A record as it goes out; the registry's records are JSON. */
  record Letter(long generation, String key, String value) {

    static Letter of(RegistryRecord registryRecord) {
      return new Letter(
          registryRecord.generation(),
          registryRecord.key(),
          new String(Topics.REGISTRY.codec().encode(registryRecord), StandardCharsets.UTF_8));
    }
  }

  /** Adds the letters of one generation, its end last. */
  static void add(Connection connection, List<Letter> letters) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into registry.outbox (generation, record_key, record_value)"
                    + " values (?, ?, ?)");
        Statement notify = connection.createStatement()) {
      for (Letter letter : letters) {
        insert.setLong(1, letter.generation());
        insert.setString(2, letter.key());
        insert.setString(3, letter.value());
        insert.addBatch();
      }
      insert.executeBatch();
      notify.execute("notify " + CHANNEL);
    }
  }

  /** The letters of the oldest generation that waits, in their order. */
  static List<Letter> oldest(Connection connection) throws SQLException {
    String sql =
        """
        select generation, record_key, record_value from registry.outbox
        where generation = (select min(generation) from registry.outbox) order by sequence
        """;
    try (Statement select = connection.createStatement();
        ResultSet result = select.executeQuery(sql)) {
      List<Letter> letters = new ArrayList<>();
      while (result.next()) {
        letters.add(new Letter(result.getLong(1), result.getString(2), result.getString(3)));
      }
      return letters;
    }
  }

  /** Removes what was acknowledged, up to and with that generation. */
  static void remove(Connection connection, long generation) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.outbox where generation <= ?")) {
      delete.setLong(1, generation);
      delete.executeUpdate();
    }
  }

  /** Whether all up to and with that generation was acknowledged. */
  static boolean isTold(Connection connection, long generation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select not exists (select from registry.outbox where generation <= ?)"
                + " and (select topic_id from registry.relay) <> ''")) {
      select.setLong(1, generation);
      try (ResultSet result = select.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /** The id of the topic that was told everything; empty before the first. */
  static String toldTopic(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet result = select.executeQuery("select topic_id from registry.relay")) {
      return result.next() ? result.getString(1) : "";
    }
  }

  static void rememberTopic(Connection connection, String topicId) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update registry.relay set topic_id = ?")) {
      update.setString(1, topicId);
      update.executeUpdate();
    }
  }
}
