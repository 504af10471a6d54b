package dk.bypuls.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** How far the orders to simulate a policy have come, and what they found out. */
@ApplicationScoped
class SimulationProgress {

  private static final Logger LOG = Logger.getLogger(SimulationProgress.class);

  private final AgroalDataSource history;
  private final ObjectMapper json;

  SimulationProgress(@DataSource("exact") AgroalDataSource history, ObjectMapper json) {
    this.history = history;
    this.json = json;
  }

  /** What is noted of one order. */
  record Noted(String state, String detail, Instant reached, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    Map<String, Noted> noted = new HashMap<>();
    try (Connection connection = history.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select job, state, detail, reached, updated_at"
                    + " from exact.simulation where dataset = ?")) {
      select.setString(1, dataset);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          noted.put(
              row.getString(1),
              new Noted(
                  row.getString(2),
                  row.getString(3),
                  row.getTimestamp(4).toInstant(),
                  row.getTimestamp(5).toInstant()));
        }
      }
    } catch (SQLException e) {
      LOG.warnf("how far orders to simulate are cannot be read: %s", e.getMessage());
    }
    return noted;
  }

  /** What an order found out; absent until it is done, and while history is away. */
  Optional<JsonNode> report(String job) {
    try (Connection connection = history.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select report from exact.simulation where job = ?")) {
      select.setString(1, job);
      try (ResultSet row = select.executeQuery()) {
        String report = row.next() ? row.getString(1) : null;
        return report == null ? Optional.empty() : Optional.of(json.readTree(report));
      }
    } catch (SQLException e) {
      LOG.warnf("the report of %s cannot be read: %s", job, e.getMessage());
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database takes JSON only", e);
    }
  }
}
