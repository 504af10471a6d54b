package dk.bypuls.aggregator.stream;

import dk.bypuls.events.registry.RegistryFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the topology: after the topics are there and the registry has been read to its end. */
@ApplicationScoped
public class StreamService {

  private static final Logger LOG = Logger.getLogger(StreamService.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final StreamSettings settings;
  private final RegistryFollower registry;
  private final Meters meters;
  private final TopicsWait topics;
  private final Thread starter = new Thread(this::start, "aggregator-start");
  private final StreamState state = new StreamState();
  private final StateFolder folder;
  private volatile @Nullable KafkaStreams streams;

  StreamService(StreamSettings settings, RegistryFollower registry, MeterRegistry meters) {
    this.settings = settings;
    this.registry = registry;
    this.meters = new Meters(meters);
    this.folder = new StateFolder(settings.state());
    this.topics = new TopicsWait(settings.bootstrapServers());
  }

  void begin(@Observes StartupEvent event) {
    starter.setDaemon(true);
    starter.start();
  }

  private void start() {
    try {
      registry.endsAt(topics.awaitTopics());
      registry.awaitRead();
      LOG.infof("the registry is %s; windows are made from now on", registry.progress());
      run();
    } catch (InterruptedException e) {
      LOG.debug("stopped before it was started");
    } catch (RuntimeException e) {
      LOG.error("the aggregator cannot start", e);
      state.broken(String.valueOf(e.getMessage()));
    }
  }

  private synchronized void run() {
    folder.take();
    KafkaStreams made =
        new KafkaStreams(
            AggregatorTopology.build(
                settings.rules(), registry, meters, NoiseKeyFile.at(settings.noiseKey())),
            StreamProperties.of(settings));
    made.setUncaughtExceptionHandler(StreamService::afterFailure);
    made.setStateListener((now, before) -> state.is(now));
    streams = made;
    made.start();
  }

  static StreamThreadExceptionResponse afterFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof VirtualMachineError) {
        LOG.error("this process is beyond repair and must be started anew", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    }
    LOG.error("a stream thread failed; another takes its place", failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  void end(@Observes ShutdownEvent event) {
    starter.interrupt();
    KafkaStreams running = streams;
    if (running != null) {
      boolean inOrder = running.close(CLOSE_WITHIN);
      if (inOrder) {
        folder.leave();
      }
    }
  }

  StreamState state() {
    return state;
  }

  /** How it is, in plain words. */
  String inWords() {
    if (streams != null) {
      return state.inWords();
    }
    return topics.areThere() ? "reading the registry: " + registry.progress() : topics.waitingFor();
  }
}
