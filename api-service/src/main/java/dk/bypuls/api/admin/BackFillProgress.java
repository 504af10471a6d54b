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
import java.util.Optional;
import org.jboss.logging.Logger;

/** How far the orders to make windows of files have come, as aggregator-service notes it. */
@ApplicationScoped
class BackFillProgress {

  private static final Logger LOG = Logger.getLogger(BackFillProgress.class);

  private final AgroalDataSource history;

  BackFillProgress(@DataSource("exact") AgroalDataSource history) {
    this.history = history;
  }

  /** What is noted of one order. */
  record Noted(
      String state, String detail, long told, long same, long left, Instant reached, Instant at) {

    boolean isOver() {
      return !state.equals("running");
    }
  }

  /** By order, what is noted of a sensor's; empty while history is away. */
  Optional<Map<String, Noted>> of(String sensor) {
    Map<String, Noted> noted = new HashMap<>();
    try (Connection connection = history.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select job, state, detail, told, same, left_alone, reached, updated_at"
                    + " from exact.back_fill where sensor = ?")) {
      select.setString(1, sensor);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.put(
              row.getString(1),
              new Noted(
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getTimestamp(7).toInstant(),
                  row.getTimestamp(8).toInstant()));
        }
      }
      return Optional.of(noted);
    } catch (SQLException e) {
      LOG.warnf("how far orders to back-fill are cannot be read: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
