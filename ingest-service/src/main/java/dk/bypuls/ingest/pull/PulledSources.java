package dk.bypuls.ingest.pull;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** The sources that are fetched: again and again as long as they are registered. */
public final class PulledSources implements AutoCloseable {

  private final PullSettings settings;
  private final Intake intake;
  private final IntakeSettings limits;
  private final BooleanSupplier kafkaAway;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Fetcher fetcher;
  private final Semaphore turns;
  private final Map<String, PulledSource> running = new HashMap<>();
  private final Map<String, PullState> states = new HashMap<>();
  private final Map<String, Semaphore> single = new HashMap<>();
  private Registry latest = Registry.EMPTY;
  private boolean open;

  /** Fetches nothing yet. */
  public PulledSources(
      PullSettings settings,
      Intake intake,
      IntakeSettings limits,
      BooleanSupplier kafkaAway,
      Vertx vertx,
      MeterRegistry meters,
      InstantSource clock) {
    this(settings, intake, limits, kafkaAway, vertx, meters, clock, InetAddress::getAllByName);
  }

  PulledSources(
      PullSettings settings,
      Intake intake,
      IntakeSettings limits,
      BooleanSupplier kafkaAway,
      Vertx vertx,
      MeterRegistry meters,
      InstantSource clock,
      AllowedHosts.Names names) {
    this.settings = settings;
    this.intake = intake;
    this.limits = limits;
    this.kafkaAway = kafkaAway;
    this.meters = meters;
    this.clock = clock;
    AllowedHosts hosts = new AllowedHosts(settings.hosts().orElse(List.of()), names);
    fetcher = new Fetcher(vertx, settings, hosts, clock);
    turns = new Semaphore(settings.atOnce(), true);
  }

  /** Takes what is registered now. */
  public synchronized void adopt(Registry registry) {
    latest = registry;
    if (!open || !settings.enabled()) {
      return;
    }
    Map<String, Source> wanted = new HashMap<>();
    for (Source source : registry.sources()) {
      if (source.pull() != null) {
        wanted.put(source.id(), source);
      }
    }
    running.values().stream()
        .filter(each -> !each.source().equals(wanted.get(each.source().id())))
        .toList()
        .forEach(
            each -> {
              running.remove(each.source().id());
              each.end();
            });
    wanted.values().forEach(this::begin);
  }

  private void begin(Source source) {
    Source.Pull pull = source.pull();
    if (pull == null || running.containsKey(source.id())) {
      return;
    }
    PullState state = states.computeIfAbsent(source.id(), id -> new PullState(source, meters));
    PulledSource pulled =
        new PulledSource(
            source,
            new Round(source, pull, settings, fetcher, intake, limits, state, clock),
            new Waits(pull.every(), settings, () -> ThreadLocalRandom.current().nextLong()),
            state,
            turns,
            single.computeIfAbsent(source.id(), id -> new Semaphore(1)),
            () -> intake.refuses() == null && !kafkaAway.getAsBoolean(),
            clock);
    running.put(source.id(), pulled);
    pulled.start();
  }

  /** From now on sources are fetched. */
  public synchronized void open() {
    open = true;
    adopt(latest);
  }

  /** How each source is, in plain words. */
  public synchronized Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    running.forEach((id, source) -> words.put(id, source.inWords()));
    return words;
  }

  @Override
  public synchronized void close() {
    open = false;
    running.values().parallelStream().forEach(PulledSource::close);
    running.clear();
  }
}
