package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Intake;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The sources behind brokers: subscribed as long as they are registered. */
public final class SubscribedSources implements AutoCloseable {

  private final MqttSettings settings;
  private final String instance;
  private final Intake intake;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Map<String, SubscribedSource> running = new ConcurrentHashMap<>();
  private final Map<String, SourceState> states = new HashMap<>();
  private Registry latest = Registry.EMPTY;
  private boolean open;
  private final ExecutorService changes =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "mqtt-sources");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Subscribes to nothing yet.
   *
   * @param instance the name of this instance, the same at each start: brokers keep what it missed
   */
  public SubscribedSources(
      MqttSettings settings,
      String instance,
      Intake intake,
      MeterRegistry meters,
      InstantSource clock) {
    this.settings = settings;
    this.instance = instance;
    this.intake = intake;
    this.meters = meters;
    this.clock = clock;
  }

  /** Takes what is registered now. The changes are made in the background, in their order. */
  public synchronized void adopt(Registry registry) {
    latest = registry;
    if (open && !changes.isShutdown()) {
      changes.execute(() -> change(registry));
    }
  }

  /** From now on messages may come in. */
  public synchronized void open() {
    open = true;
    adopt(latest);
  }

  private void change(Registry registry) {
    Map<String, Source> wanted = new HashMap<>();
    for (Source source : registry.sources()) {
      if (source.mqtt() != null
          && (source.mqtt().dividesAmongInstances() || settings.undivided())) {
        wanted.put(source.id(), source);
      }
    }
    running.values().stream()
        .filter(each -> !wanted.containsKey(each.source().id()))
        .toList()
        .forEach(this::forget);
    wanted.values().forEach(this::keep);
  }

  private void forget(SubscribedSource source) {
    running.remove(source.source().id());
    source.forget();
  }

  private void keep(Source wanted) {
    SubscribedSource present = running.get(wanted.id());
    if (present == null) {
      running.put(wanted.id(), start(wanted, null));
    } else if (!wanted.equals(present.source())) {
      present.close();
      running.put(wanted.id(), start(wanted, filterToEnd(present.source(), wanted)));
    }
  }

  private SubscribedSource start(Source source, @Nullable String oldFilter) {
    SourceState state = states.computeIfAbsent(source.id(), id -> new SourceState(source, meters));
    return new SubscribedSource(source, instance, settings, intake, state, clock, oldFilter);
  }

  private static @Nullable String filterToEnd(Source before, Source after) {
    Source.Mqtt old = before.mqtt();
    Source.Mqtt next = after.mqtt();
    // A session of one version is not one of the other's.
    if (old == null
        || next == null
        || !old.broker().equals(next.broker())
        || old.speaks311() != next.speaks311()) {
      return null;
    }
    String filter = Subscriptions.filter(old);
    return filter.equals(Subscriptions.filter(next)) ? null : filter;
  }

  /** How each source is, in plain words. */
  public Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    running.forEach((id, source) -> words.put(id, source.inWords()));
    return words;
  }

  @Override
  public void close() {
    changes.shutdownNow();
    running.values().parallelStream().forEach(SubscribedSource::close);
    running.clear();
  }
}
