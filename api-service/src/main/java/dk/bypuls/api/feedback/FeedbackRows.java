package dk.bypuls.api.feedback;

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

/** The table of feedback. Whoever knows the secret of one sees its state; its hash is kept. */
final class FeedbackRows {

  private FeedbackRows() {}

  static void add(Connection connection, Feedback feedback, String secretSha256)
      throws SQLException {
    String sql =
        """
        insert into registry.feedback
          (secret_sha256, dataset, text, said_window, contact, received_at, state)
        values (?, ?, ?, ?::json, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, secretSha256);
      insert.setString(2, feedback.dataset());
      insert.setString(3, feedback.text());
      insert.setString(4, feedback.window());
      insert.setString(5, feedback.contact());
      insert.setObject(6, time(feedback.receivedAt()));
      insert.setString(7, feedback.state().id());
      insert.executeUpdate();
    }
  }

  /** How much of a dataset waits for somebody to do something about it. */
  static int waiting(Connection connection, String dataset) throws SQLException {
    String sql = "select count(*) from registry.feedback where dataset = ? and state in (?, ?)";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, dataset);
      select.setString(2, FeedbackState.RECEIVED.id());
      select.setString(3, FeedbackState.BEING_LOOKED_AT.id());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  /** The same of each dataset that has any; what has waited longest comes first. */
  static List<WaitingFeedback> waiting(Connection connection) throws SQLException {
    String sql =
        """
        select dataset, count(*) as waiting, min(received_at) as oldest, max(received_at) as newest
        from registry.feedback where state in (?, ?) group by dataset order by oldest, dataset
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, FeedbackState.RECEIVED.id());
      select.setString(2, FeedbackState.BEING_LOOKED_AT.id());
      List<WaitingFeedback> all = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          all.add(
              new WaitingFeedback(
                  result.getString("dataset"),
                  result.getInt("waiting"),
                  result.getObject("oldest", OffsetDateTime.class).toInstant(),
                  result.getObject("newest", OffsetDateTime.class).toInstant()));
        }
      }
      return all;
    }
  }

  static Optional<Feedback> withSecret(Connection connection, String sha256) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.feedback where secret_sha256 = ?")) {
      select.setString(1, sha256);
      return read(select).stream().findFirst();
    }
  }

  static Optional<Feedback> find(Connection connection, String dataset, long number)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from registry.feedback where dataset = ? and number = ?")) {
      select.setString(1, dataset);
      select.setLong(2, number);
      return read(select).stream().findFirst();
    }
  }

  /** Of a dataset, the newest first. */
  static List<Feedback> of(Connection connection, String dataset, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from registry.feedback where dataset = ? order by number desc limit ?")) {
      select.setString(1, dataset);
      select.setInt(2, limit);
      return read(select);
    }
  }

  static void answer(Connection connection, Feedback answered) throws SQLException {
    String sql =
        """
        update registry.feedback set state = ?, answer = ?, answered_at = ?, answered_by = ?
        where number = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, answered.state().id());
      update.setString(2, answered.answer());
      update.setObject(3, time(answered.answeredAt()));
      update.setString(4, answered.answeredBy());
      update.setLong(5, answered.number());
      update.executeUpdate();
    }
  }

  /** Deletes what came before that moment. */
  static int forget(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.feedback where received_at < ?")) {
      delete.setObject(1, time(before));
      return delete.executeUpdate();
    }
  }

  private static List<Feedback> read(PreparedStatement select) throws SQLException {
    List<Feedback> all = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        OffsetDateTime answered = result.getObject("answered_at", OffsetDateTime.class);
        all.add(
            new Feedback(
                result.getLong("number"),
                result.getString("dataset"),
                result.getString("text"),
                result.getString("said_window"),
                result.getString("contact"),
                result.getObject("received_at", OffsetDateTime.class).toInstant(),
                FeedbackState.find(result.getString("state")).orElseThrow(),
                result.getString("answer"),
                answered == null ? null : answered.toInstant(),
                result.getString("answered_by")));
      }
    }
    return all;
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
