package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The clients of one event loop. They are told together, so that what they share is made once, and
 * one timer wheel beats for all of them.
 */
final class ClientGroup {

  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
  private static final long TICK_MILLIS = 1_000;

  private final EventLoop loop;
  private final RegistryView registry;
  private final long patienceMillis;
  private final List<Set<Client>> wheel = new ArrayList<>();
  private final Future<?> beating;
  private int slot;

  ClientGroup(EventLoop loop, RegistryView registry, LiveLimits limits) {
    this.loop = loop;
    this.registry = registry;
    this.patienceMillis = limits.clientPatience().toMillis();
    long slots = Math.max(1, limits.heartbeat().toMillis() / TICK_MILLIS);
    for (long i = 0; i < slots; i++) {
      wheel.add(new LinkedHashSet<>());
    }
    beating = loop.scheduleAtFixedRate(this::beat, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Beats no more. */
  void stop() {
    beating.cancel(false);
  }

  /** Has something done on the event loop. */
  void execute(Runnable task) {
    loop.execute(task);
  }

  /** Adds a client; its first heartbeat comes after a whole turn of the wheel. */
  void add(Client client) {
    wheel.get(slot).add(client);
  }

  void remove(Client client) {
    wheel.forEach(clients -> clients.remove(client));
  }

  /** Tells one client what is new for it. */
  void tell(Client client) {
    client.tell(new Pieces(registry));
  }

  /** Tells all clients what is new, soon; from any thread. */
  void wake(Runnable whenTold) {
    loop.execute(
        () -> {
          tellAll();
          whenTold.run();
        });
  }

  /** Ends all connections; from any thread. */
  void disconnectAll() {
    loop.execute(() -> wheel.forEach(clients -> List.copyOf(clients).forEach(Client::disconnect)));
  }

  private void tellAll() {
    Pieces pieces = new Pieces(registry);
    for (Set<Client> clients : wheel) {
      // Whoever is too slow leaves while the others are told.
      for (Client client : List.copyOf(clients)) {
        client.tell(pieces);
      }
    }
  }

  private void disconnectWhoseKeyIsGone() {
    Catalogue catalogue = registry.current();
    for (Set<Client> clients : wheel) {
      for (Client client : List.copyOf(clients)) {
        if (!catalogue.admits(client.filter().visitor())) {
          client.disconnect();
        }
      }
    }
  }

  private void beat() {
    slot = (slot + 1) % wheel.size();
    disconnectWhoseKeyIsGone();
    long now = System.nanoTime() / 1_000_000;
    for (Client client : List.copyOf(wheel.get(slot))) {
      if (!client.beat(HEARTBEAT, now, patienceMillis)) {
        client.disconnect();
      }
    }
  }
}
