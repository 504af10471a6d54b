package dk.bypuls.api.registry.proposal;

import dk.bypuls.api.registry.proposal.Proposal.State;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryRecordCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of proposals. Whoever changes it holds the registry's lock. */
public final class Proposals {

  /** What rows of the audit trail about proposals and decisions are of; their id is the dataset. */
  public static final String AUDIT_KIND = "publication";

  private Proposals() {}

  /** The last of each dataset, by the dataset's id. */
  public static Map<String, Proposal> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.proposal")) {
      return read(select);
    }
  }

  /** The last of that dataset. */
  public static Optional<Proposal> of(Connection connection, String dataset) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from registry.proposal where dataset = ?")) {
      select.setString(1, dataset);
      return Optional.ofNullable(read(select).get(dataset));
    }
  }

  private static Map<String, Proposal> read(PreparedStatement select) throws SQLException {
    Map<String, Proposal> proposals = new TreeMap<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        proposals.put(result.getString("dataset"), proposal(result));
      }
    }
    return proposals;
  }

  private static Proposal proposal(ResultSet result) throws SQLException {
    Dataset wanted =
        (Dataset) RegistryRecordCodec.entityFromJson(EntityKind.DATASET, result.getString("body"));
    OffsetDateTime decidedAt = result.getObject("decided_at", OffsetDateTime.class);
    return new Proposal(
        result.getLong("number"),
        wanted,
        result.getString("proposed_by"),
        result.getObject("proposed_at", OffsetDateTime.class).toInstant(),
        result.getString("message"),
        State.valueOf(result.getString("state")),
        result.getString("decided_by"),
        decidedAt == null ? null : decidedAt.toInstant(),
        result.getString("reason"));
  }

  /** Takes the place of the last; gets a number of its own. */
  public static void replace(Connection connection, Proposal next) throws SQLException {
    remove(connection, next.wanted().id());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into registry.proposal (dataset, body, proposed_by, proposed_at, message, state)"
                + " values (?, ?::json, ?, ?, ?, ?)")) {
      insert.setString(1, next.wanted().id());
      insert.setString(2, RegistryRecordCodec.entityToJson(next.wanted()));
      insert.setString(3, next.proposedBy());
      insert.setObject(4, utc(next.proposedAt()));
      insert.setString(5, next.message());
      insert.setString(6, next.state().name());
      insert.executeUpdate();
    }
  }

  /** Writes down what was decided about it. */
  public static void decide(Connection connection, Proposal decided) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update registry.proposal set state = ?, decided_by = ?, decided_at = ?, reason = ?"
                + " where number = ?")) {
      update.setString(1, decided.state().name());
      update.setString(2, decided.decidedBy());
      update.setObject(3, utc(decided.decidedAt()));
      update.setString(4, decided.reason());
      update.setLong(5, decided.number());
      update.executeUpdate();
    }
  }

  /** Forgets the dataset's proposal; the audit trail does not. */
  public static void remove(Connection connection, String dataset) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from registry.proposal where dataset = ?")) {
      delete.setString(1, dataset);
      delete.executeUpdate();
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
