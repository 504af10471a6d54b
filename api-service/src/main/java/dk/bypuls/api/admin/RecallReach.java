package dk.bypuls.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Sensor;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a recall of a dataset would reach, before anyone orders it; and what it would not. */
@ApplicationScoped
class RecallReach {

  private static final Logger LOG = Logger.getLogger(RecallReach.class);

  /** Who is about to recall needs the size of it: above this, that there are more is enough. */
  private static final int MOST_COUNTED = 100_000;

  /** No window is longer. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(32);

  private static final String COUNT =
      """
      select f.resolution, count(*), min(w.start_at)
      from open.families f cross join lateral
        (select start_at from open.windows
         where family = f.id and start_at > ? and start_at < ? and end_at > ?
         order by start_at limit ?) w
      where f.dataset = ? group by f.resolution order by f.resolution
      """;

  private final AgroalDataSource open;
  private final RegistryView registry;

  RecallReach(@DataSource("open") AgroalDataSource open, RegistryView registry) {
    this.open = open;
    this.registry = registry;
  }

  /**
   * The rows of one resolution, all revisions, that would be deleted.
   *
   * @param more whether there are more than were counted
   * @param earliest where the first of them starts
   */
  public record Rows(String resolution, long rows, boolean more, Instant earliest) {}

  /**
   * What would be reached.
   *
   * @param rows absent while history cannot be asked
   * @param alsoIn public datasets that go on telling some of the same sensors' quantities
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reach(Instant from, Instant to, @Nullable List<Rows> rows, List<String> alsoIn) {}

  Reach of(String dataset, Recall.Stretch stretch) {
    return new Reach(
        stretch.from(), stretch.to(), rows(dataset, stretch).orElse(null), alsoIn(dataset));
  }

  private Optional<List<Rows>> rows(String dataset, Recall.Stretch stretch) {
    try (Connection connection = open.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setTimestamp(1, Timestamp.from(stretch.from().minus(LONGEST_WINDOW)));
      statement.setTimestamp(2, Timestamp.from(stretch.to()));
      statement.setTimestamp(3, Timestamp.from(stretch.from()));
      statement.setInt(4, MOST_COUNTED + 1);
      statement.setString(5, dataset);
      List<Rows> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
      return Optional.of(rows);
    } catch (SQLException e) {
      LOG.warnf("what a recall of %s would reach cannot be read: %s", dataset, e.getMessage());
      return Optional.empty();
    }
  }

  private static Rows read(ResultSet row) throws SQLException {
    long counted = row.getLong(2);
    return new Rows(
        Resolution.numbered(row.getInt(1)).name(),
        Math.min(counted, MOST_COUNTED),
        counted > MOST_COUNTED,
        row.getTimestamp(3).toInstant());
  }

  /** A recall is of one dataset: what another tells of the same sensors stays. */
  List<String> alsoIn(String id) {
    Catalogue catalogue = registry.current().inside();
    Optional<Dataset> recalled = catalogue.registry().dataset(id);
    return catalogue.registry().datasets().stream()
        .filter(Dataset::letsWindowsOut)
        .filter(other -> !other.id().equals(id))
        .filter(other -> recalled.stream().anyMatch(it -> share(catalogue, it, other)))
        .map(Dataset::id)
        .toList();
  }

  private static boolean share(Catalogue catalogue, Dataset one, Dataset other) {
    return catalogue.sensorsOf(one).stream()
        .anyMatch(sensor -> tellTheSame(catalogue, one, other, sensor));
  }

  private static boolean tellTheSame(
      Catalogue catalogue, Dataset one, Dataset other, Sensor sensor) {
    return catalogue.quantitiesOf(one, sensor).stream()
        .anyMatch(catalogue.quantitiesOf(other, sensor)::contains);
  }
}
