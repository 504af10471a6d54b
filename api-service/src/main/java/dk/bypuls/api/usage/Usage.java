package dk.bypuls.api.usage;

import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.request.DatasetPath;
import dk.bypuls.api.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts how datasets are read, in memory, and adds it to the table again and again. */
@Singleton
public class Usage {

  private static final Logger LOG = Logger.getLogger(Usage.class);

  private final RegistryDatabase database;
  private final UsageLimits limits;
  private final Counts counts = new Counts(InstantSource.system(), System::nanoTime);

  Usage(RegistryDatabase database, UsageLimits limits) {
    this.database = database;
    this.limits = limits;
  }

  void start(@Observes StartupEvent started, Upkeep upkeep) {
    upkeep.every(limits.writtenEvery(), "writing down usage", this::write);
    upkeep.every(limits.upkeep(), "deleting old usage", this::forget);
  }

  void stop(@Observes ShutdownEvent stopping) {
    try {
      write();
    } catch (ProblemException databaseAway) {
      LOG.info("the last minute of usage is not written down: the database is away");
    }
  }

  /** Counts one more who listens to these datasets, until what is returned is run. */
  public Runnable listening(Collection<String> datasets) {
    return counts.listen(datasets);
  }

  /**
   * How an answer reads a dataset; absent where that is not counted.
   *
   * @param contentType absent where what the reader has still holds
   * @param format as it was asked for
   */
  public Optional<Reading> reading(
      DatasetPath path, @Nullable String contentType, @Nullable String format) {
    return Way.of(path.kind(), contentType, format)
        .map(way -> (rows, bytes) -> count(path.dataset(), way, new Tally(1, rows, bytes, 0)));
  }

  void count(String dataset, Way way, Tally tally) {
    counts.count(dataset, way, tally);
  }

  LocalDate today() {
    return counts.today();
  }

  /**
   * What is known of a stretch of days.
   *
   * @param from the first day that can have figures
   */
  record Known(LocalDate from, LocalDate to, Map<LocalDate, Map<Way, Tally>> days) {}

  Known between(String dataset, LocalDate from, LocalDate to) {
    return database.inTransaction(
        connection -> {
          LocalDate first = UsageRows.first(connection).orElse(to);
          LocalDate counted = first.isAfter(from) ? first : from;
          return new Known(counted, to, UsageRows.between(connection, dataset, counted, to));
        });
  }

  private synchronized void write() {
    Map<Counts.Counted, Tally> drained = counts.drain();
    boolean written = drained.isEmpty();
    try {
      if (!written) {
        database.inTransaction(
            connection -> {
              UsageRows.add(connection, drained);
              return drained.size();
            });
        written = true;
      }
    } finally {
      if (!written) {
        counts.giveBack(drained);
      }
    }
  }

  private void forget() {
    LocalDate before = today().minusDays(limits.kept().toDays());
    database.inTransaction(connection -> UsageRows.forget(connection, before));
  }
}
