package dk.bypuls.api.admin;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** How far the orders to recall have come, as aggregator-service notes it. */
@ApplicationScoped
class RecallProgress {

  private static final Logger LOG = Logger.getLogger(RecallProgress.class);

  private final AgroalDataSource history;

  RecallProgress(@DataSource("exact") AgroalDataSource history) {
    this.history = history;
  }

  /** What is noted of one order. */
  record Noted(String state, long deleted, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    Map<String, Noted> noted = new HashMap<>();
    try (Connection connection = history.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select job, state, deleted, updated_at from exact.recall where dataset = ?")) {
      select.setString(1, dataset);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.put(
              row.getString(1),
              new Noted(row.getString(2), row.getLong(3), row.getTimestamp(4).toInstant()));
        }
      }
    } catch (SQLException e) {
      LOG.warnf("how far orders to recall are cannot be read: %s", e.getMessage());
    }
    return noted;
  }
}
