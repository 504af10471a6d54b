package dk.bypuls.api.status;

import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.RegistryDatabase;
import dk.bypuls.api.upkeep.Upkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Looks at the parts again and again and remembers what it saw, across restarts too. */
@ApplicationScoped
class StatusWatch {

  private static final Logger LOG = Logger.getLogger(StatusWatch.class);

  private final Parts parts;
  private final RegistryDatabase database;
  private final StatusLimits limits;
  private final Past past;
  private boolean isRead;

  StatusWatch(Parts parts, RegistryDatabase database, StatusLimits limits) {
    this.parts = parts;
    this.database = database;
    this.limits = limits;
    past = new Past(oldest());
  }

  void start(@Observes StartupEvent started, Upkeep upkeep) {
    upkeep.every(limits.lookEvery(), "looking at the parts", this::look);
    upkeep.every(limits.writtenEvery(), "writing down how the parts were", this::write);
  }

  void stop(@Observes ShutdownEvent stopping) {
    try {
      write();
    } catch (ProblemException databaseAway) {
      LOG.info("how the parts were in the last minute is not written down: the database is away");
    }
  }

  Past past() {
    return past;
  }

  LocalDate oldest() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(limits.kept().toDays());
  }

  private void look() {
    try {
      parts.lookAtIngest();
      Instant now = Instant.now();
      note(Part.REGISTRY, parts.registry(), now);
      note(Part.LIVE, parts.live(), now);
      note(Part.HISTORY, history(), now);
      note(Part.INGEST, parts.ingest(), now);
      note(Part.AGGREGATOR, parts.aggregator(now), now);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** A part that starts, or of which nobody can tell, was not seen. */
  private void note(Part part, Health health, Instant now) {
    if (health == Health.UP || health == Health.DOWN) {
      past.note(part, now, health == Health.UP);
    }
  }

  private Health history() throws InterruptedException {
    try {
      return parts
          .history()
          .toCompletionStage()
          .toCompletableFuture()
          .get(limits.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      return Health.DOWN;
    }
  }

  /** Adds what this instance saw, and takes in what the others saw, or all of it at the start. */
  private synchronized void write() {
    Map<Past.OfDay, Minutes.Day> drained = past.drain();
    LocalDate from = isRead ? LocalDate.now(ZoneOffset.UTC).minusDays(1) : oldest();
    boolean isWritten = false;
    try {
      database.inTransaction(
          connection -> {
            PastRows.add(connection, drained);
            PastRows.read(connection, from, past);
            return PastRows.forget(connection, oldest());
          });
      isWritten = true;
      isRead = true;
      past.forget(oldest());
    } finally {
      if (!isWritten) {
        past.giveBack(drained.keySet());
      }
    }
  }
}
