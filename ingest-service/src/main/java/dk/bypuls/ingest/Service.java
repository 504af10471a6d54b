package dk.bypuls.ingest;

import dk.bypuls.events.registry.RegistryFollower;
import dk.bypuls.ingest.kafka.TopicMismatchException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service: topics first, then the registry to its end, then messages; and keeps its
 * rhythms.
 */
@ApplicationScoped
public class Service {

  private static final Logger LOG = Logger.getLogger(Service.class);
  private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(1);
  // Two hours after their day means two hours.
  private static final Duration CONTRIBUTORS_SWEEP = Duration.ofMinutes(1);
  private static final Duration NEXT_LOOK = Duration.ofMillis(100);

  private final IngestSettings settings;
  private final Wiring wiring;
  private final Rhythm rhythm = new Rhythm();
  private volatile boolean ticking;
  private volatile @Nullable String trouble = "has not asked Kafka for its topics yet";

  Service(
      IngestSettings settings,
      MeterRegistry meters,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    List<String> problems = SettingsCheck.problemsOf(settings);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
    this.settings = settings;
    wiring = new Wiring(settings, meters, vertx, port, InstantSource.system());
  }

  @Produces
  @Singleton
  RegistryFollower registry() {
    return wiring.registry;
  }

  void serve(@Observes Router router) {
    wiring.posted.on(router);
    wiring.operator.on(router);
  }

  void start(@Observes StartupEvent event) {
    rhythm.after(Duration.ZERO, this::keepTopics);
    rhythm.every(settings.kafka().tick(), this::tick);
  }

  private void keepTopics() {
    try {
      wiring.topics.keep();
      wiring.registry.endsAt(wiring.topics.endOfRegistry());
      LOG.info("Kafka has all topics as they are declared");
      prepare();
    } catch (TopicMismatchException e) {
      trouble = e.getMessage();
      LOG.error("this service takes nothing in: " + e.getMessage());
    } catch (ExecutionException | TimeoutException e) {
      trouble = "Kafka did not answer: " + e.getMessage();
      rhythm.after(NEXT_ATTEMPT, this::keepTopics);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare() {
    if (!wiring.isPrepared()) {
      trouble = "the registry is not read to its end: " + wiring.registry.progress();
      rhythm.after(NEXT_LOOK, this::prepare);
    } else if (wiring.publisher.isAway()) {
      // The first ticks tell whether the clocks agree.
      trouble = "Kafka has taken nothing yet. " + wiring.publisher.lastFailure();
      ticking = true;
      rhythm.after(NEXT_LOOK, this::prepare);
    } else {
      trouble = null;
      wiring.open();
      rhythm.every(settings.quarantine().sweep(), this::sweep);
      rhythm.every(CONTRIBUTORS_SWEEP, this::sweepContributors);
    }
  }

  private void tick() {
    if (ticking) {
      wiring.publisher.tick();
    }
  }

  private void sweep() {
    if (wiring.publisher.clocks().areApart()) {
      // A key that is erased by a wrong clock does not come back.
      return;
    }
    try {
      for (LocalDate day : wiring.keys.eraseBefore(LocalDate.now(ZoneOffset.UTC))) {
        LOG.infof("erased the quarantine's key of %s", day);
      }
    } catch (IOException e) {
      LOG.errorf("the quarantine's keys could not be swept: %s", e.getMessage());
    }
  }

  private void sweepContributors() {
    if (wiring.publisher.clocks().areApart()) {
      return;
    }
    try {
      for (LocalDate day : wiring.contributors.erase()) {
        LOG.infof("erased the key for identifiers of %s", day);
      }
    } catch (IOException e) {
      LOG.errorf("the keys for identifiers could not be swept: %s", e.getMessage());
    }
  }

  /** What keeps this service from taking messages in, in plain words; absent if nothing does. */
  @Nullable String trouble() {
    String starting = trouble;
    if (starting != null) {
      return starting;
    }
    return wiring.publisher.isAway()
        ? "Kafka has taken nothing for a while. " + wiring.publisher.lastFailure()
        : wiring.publisher.clocks().inWords();
  }

  Wiring wiring() {
    return wiring;
  }

  void stop(@Observes ShutdownEvent event) {
    rhythm.close();
    wiring.close();
  }
}
