package dk.bypuls.api.admin;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What aggregator-service notes of orders to work on the past, in a table for each sort of them.
 */
@ApplicationScoped
class OrderNotes {

  private static final Logger LOG = Logger.getLogger(OrderNotes.class);

  private final AgroalDataSource history;

  OrderNotes(@DataSource("exact") AgroalDataSource history) {
    this.history = history;
  }

  /** Reads a note from its row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * By order, what is noted; empty while history is away.
   *
   * @param select asks for the rows of one subject; each begins with the order
   */
  <T> Optional<Map<String, T>> of(String select, String subject, Reader<T> reader) {
    try (Connection connection = history.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, subject);
      Map<String, T> noted = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          noted.put(row.getString(1), reader.read(row));
        }
      }
      return Optional.of(noted);
    } catch (SQLException e) {
      LOG.warnf("how far orders for %s are cannot be read: %s", subject, e.getMessage());
      return Optional.empty();
    }
  }
}
