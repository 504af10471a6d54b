package dk.bypuls.api.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows that say who changed what; they can be added and read, and nothing else (I12). */
public final class AuditTrail {

  private static final int FETCH = 1_000;

  private AuditTrail() {}

  /** Orders that are of a dataset without having its name: what they say names it. */
  private static final String OF_A_DATASET =
      "'recall','simulation','back-publication','pilot-key','dataset-change'";

  /**
   * What to look for.
   *
   * @param dataset rows about that dataset: it, its decisions, orders for it, its keys and feedback
   * @param before only rows older than that sequence
   */
  public record Question(
      @Nullable String kind,
      @Nullable String id,
      @Nullable String who,
      @Nullable String dataset,
      long before,
      int limit) {}

  /** Whether the trail is as it was written. */
  public record Verification(long rows, boolean intact, @Nullable Long firstBroken, String head) {}

  /** Adds rows behind the last; answers the new head. The caller holds the state's lock. */
  static String append(Connection connection, String head, List<AuditRow> rows)
      throws SQLException {
    String sql =
        """
        insert into audit.trail
          (sequence, at, who, action, generation, kind, id, message, before, after, previous_hash, hash)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?)
        """;
    String previous = head;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (AuditRow row : rows) {
        String hash = AuditChain.seal(previous, row);
        insert.setLong(1, row.sequence());
        insert.setObject(2, OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC));
        insert.setString(3, row.who());
        insert.setString(4, row.action());
        insert.setLong(5, row.generation());
        insert.setString(6, row.kind());
        insert.setString(7, row.id());
        insert.setString(8, row.message());
        insert.setString(9, row.before());
        insert.setString(10, row.after());
        insert.setString(11, previous);
        insert.setString(12, hash);
        insert.addBatch();
        previous = hash;
      }
      insert.executeBatch();
    }
    return previous;
  }

  /** The rows that answer a question, newest first. */
  static List<AuditRow> find(Connection connection, Question question) throws SQLException {
    String sql =
        """
        select * from audit.trail
        where sequence < ?
          and (?::text is null or kind = ?) and (?::text is null or id = ?)
          and (?::text is null or who = ?)
          and (?::text is null or case
            when kind in (%s) then coalesce(after, before) ->> 'dataset' = ?
            when kind = 'feedback' then starts_with(id, ? || '/')
            else kind in ('dataset', 'publication') and id = ? end)
        order by sequence desc limit ?
        """
            .formatted(OF_A_DATASET);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, question.before());
      select.setString(2, question.kind());
      select.setString(3, question.kind());
      select.setString(4, question.id());
      select.setString(5, question.id());
      select.setString(6, question.who());
      select.setString(7, question.who());
      for (int parameter = 8; parameter <= 11; parameter++) {
        select.setString(parameter, question.dataset());
      }
      select.setInt(12, question.limit());
      List<AuditRow> rows = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    }
  }

  /** Reads the whole trail and holds every seal against its row, and the end against the state. */
  static Verification verify(Connection connection, State state) throws SQLException {
    long rows = 0;
    String head = AuditChain.START;
    OptionalLong broken = OptionalLong.empty();
    try (PreparedStatement select =
        connection.prepareStatement("select * from audit.trail order by sequence")) {
      select.setFetchSize(FETCH);
      try (ResultSet result = select.executeQuery()) {
        while (broken.isEmpty() && result.next()) {
          AuditRow row = row(result);
          rows++;
          head = AuditChain.seal(head, row);
          if (row.sequence() != rows || !head.equals(result.getString("hash"))) {
            broken = OptionalLong.of(row.sequence());
          }
        }
      }
    }
    boolean hasItsEnd = rows == state.auditRows() && head.equals(state.auditHead());
    if (broken.isEmpty() && !hasItsEnd) {
      broken = OptionalLong.of(rows + 1);
    }
    return new Verification(
        rows, broken.isEmpty(), broken.isEmpty() ? null : broken.getAsLong(), state.auditHead());
  }

  private static AuditRow row(ResultSet result) throws SQLException {
    Instant at = result.getObject("at", OffsetDateTime.class).toInstant();
    return new AuditRow(
        result.getLong("sequence"),
        at,
        result.getString("who"),
        result.getString("action"),
        result.getLong("generation"),
        result.getString("kind"),
        result.getString("id"),
        result.getString("message"),
        result.getString("before"),
        result.getString("after"));
  }
}
