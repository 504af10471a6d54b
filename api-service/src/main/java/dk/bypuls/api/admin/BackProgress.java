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

/** How far the orders to publish back have come, as aggregator-service notes it. */
@ApplicationScoped
class BackProgress {

  private static final Logger LOG = Logger.getLogger(BackProgress.class);

  private final AgroalDataSource history;

  BackProgress(@DataSource("exact") AgroalDataSource history) {
    this.history = history;
  }

  /** What is noted of one order. */
  record Noted(
      String state, String detail, long published, long passedOver, Instant reached, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    Map<String, Noted> noted = new HashMap<>();
    try (Connection connection = history.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select job, state, detail, published, passed_over, start_at, updated_at"
                    + " from exact.back_publication where dataset = ?")) {
      select.setString(1, dataset);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.put(
              row.getString(1),
              new Noted(
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getTimestamp(6).toInstant(),
                  row.getTimestamp(7).toInstant()));
        }
      }
    } catch (SQLException e) {
      LOG.warnf("how far orders to publish back are cannot be read: %s", e.getMessage());
    }
    return noted;
  }
}
