package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.allowance.Seats;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.RegistryView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** All connections that listen, by the event loop that serves them. */
@ApplicationScoped
public class Clients implements LiveFeed.Listener {

  private static final Logger LOG = Logger.getLogger(Clients.class);
  private static final Duration PATIENCE_WITH_LOOPS = Duration.ofMillis(500);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final RegistryView registry;
  private final LiveLimits limits;
  private final Seats seats;
  private final Map<Ending, Counter> disconnected = new EnumMap<>(Ending.class);
  private final AtomicInteger count = new AtomicInteger();
  private final Map<EventLoop, ClientGroup> groups = new ConcurrentHashMap<>();

  Clients(
      Vertx vertx,
      RegistryView registry,
      LiveLimits limits,
      Seats seats,
      LiveFeed feed,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.registry = registry;
    this.limits = limits;
    this.seats = seats;
    for (Ending why : Ending.values()) {
      disconnected.put(
          why,
          Counter.builder("bypuls.live.disconnected")
              .description("Connections that the service ended, and why")
              .tag("reason", why.id())
              .register(meters));
    }
    Gauge.builder("bypuls.live.clients", count, AtomicInteger::get)
        .description("Clients that listen")
        .register(meters);
    feed.addListener(this);
  }

  /** Takes a seat for a client; answers false where there is none, for anyone or for who asks. */
  boolean tryEnter(Asker asker) {
    if (!seats.tryTake(asker)) {
      return false;
    }
    if (count.incrementAndGet() > limits.clients()) {
      leave(asker);
      return false;
    }
    return true;
  }

  /** Takes a seat for a client, or refuses. */
  void enter(Asker asker) {
    if (!tryEnter(asker)) {
      if (count.get() < limits.clients()) {
        throw seats.enough();
      }
      throw Problem.unavailable(
              "As many clients listen as this service serves at once. Try again later, or ask"
                  + " /v1/datasets/{dataset}/latest.",
              RETRY_AFTER)
          .asException();
    }
  }

  /** Gives the seat back. */
  void leave(Asker asker) {
    count.decrementAndGet();
    seats.giveBack(asker);
  }

  /** Takes note that the service ended a connection. */
  void ended(Ending why) {
    Optional.ofNullable(disconnected.get(why)).ifPresent(Counter::increment);
  }

  /** The group of the event loop that the caller runs on. */
  ClientGroup here() {
    Context context = vertx.getOrCreateContext();
    EventLoop loop = ((ContextInternal) context).nettyEventLoop();
    return groups.computeIfAbsent(loop, key -> new ClientGroup(key, registry, limits));
  }

  @PreDestroy
  void close() {
    groups.values().forEach(ClientGroup::stop);
  }

  /**
   * Lets every event loop tell its clients, and waits until it has heard: a burst on the topic must
   * not outrun clients that do read.
   */
  @Override
  public void moved(int events) throws InterruptedException {
    List<ClientGroup> all = List.copyOf(groups.values());
    CountDownLatch told = new CountDownLatch(all.size());
    all.forEach(group -> group.wake(events, told::countDown));
    if (!told.await(PATIENCE_WITH_LOOPS.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("an event loop is slow to tell its clients");
    }
  }

  @Override
  public void interrupted() {
    groups.values().forEach(ClientGroup::disconnectAll);
  }
}
