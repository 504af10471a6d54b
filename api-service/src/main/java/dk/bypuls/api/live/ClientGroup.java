package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import io.netty.channel.EventLoop;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The clients of one event loop. They are told together, so that what they share is made once, and
 * one timer wheel beats for all of them.
 */
final class ClientGroup {

  private static final long TICK_MILLIS = 1_000;

  /** So many events fill a write whenever they come. */
  private static final int BURST = 1_000;

  private final EventLoop loop;
  private final RegistryView registry;
  private final long patienceMillis;
  private final Pace pace;
  private final int slots;
  private final Roster roster = new Roster();

  /** What is wished for, once for all who wish for it. */
  private final Map<Wishes, WeakReference<Wishes>> wishes = new WeakHashMap<>();

  private final Future<?> beating;
  private int slot;
  private boolean willTell;

  ClientGroup(EventLoop loop, RegistryView registry, LiveLimits limits) {
    this.loop = loop;
    this.registry = registry;
    this.patienceMillis = limits.clientPatience().toMillis();
    // Before what is remembered turns under those who are told.
    int burst = Math.min(BURST, limits.rememberedEvents() / 4);
    this.pace = new Pace(limits.pace(), burst, System.nanoTime());
    slots = Math.max(1, Math.toIntExact(limits.heartbeat().toMillis() / TICK_MILLIS));
    beating = loop.scheduleAtFixedRate(this::beat, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The time that patience is measured in. */
  static long nowMillis() {
    return System.nanoTime() / 1_000_000;
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
    if (!client.isClosed()) {
      roster.add(client, slot);
    }
  }

  void remove(Client client) {
    roster.remove(client);
  }

  /** The same wishes, as the first one had them who is still here and wished for that. */
  Wishes known(Wishes wished) {
    WeakReference<Wishes> known = wishes.get(wished);
    Wishes first = known == null ? null : known.get();
    if (first != null) {
      return first;
    }
    wishes.put(wished, new WeakReference<>(wished));
    return wished;
  }

  /** Tells one client what is new for it. */
  void tell(Client client) {
    try (Pieces pieces = new Pieces(registry.current())) {
      client.tell(pieces);
    }
  }

  /**
   * Tells all clients what is new, when their pace allows; from any thread.
   *
   * @param events how many are new
   * @param whenHeard called when the event loop has come to it
   */
  void wake(int events, Runnable whenHeard) {
    loop.execute(
        () -> {
          pace.happened(events);
          tellAllInTime();
          whenHeard.run();
        });
  }

  private void tellAllInTime() {
    long wait = pace.waitNanos(System.nanoTime());
    if (wait == 0) {
      tellAll();
    } else if (!willTell) {
      willTell = true;
      var unused = loop.schedule(this::tellWhatWaited, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void tellWhatWaited() {
    willTell = false;
    if (pace.hasUntold()) {
      tellAllInTime();
    }
  }

  /** Ends all connections; from any thread. */
  void disconnectAll() {
    loop.execute(() -> roster.forEach(client -> client.disconnect(Ending.STARTS_AGAIN)));
  }

  private void tellAll() {
    pace.told(System.nanoTime());
    try (Pieces pieces = new Pieces(registry.current())) {
      // Whoever is too slow leaves while the others are told.
      roster.forEach(client -> client.tell(pieces));
    }
  }

  private void disconnectWhoseKeyIsGone() {
    Catalogue catalogue = registry.current();
    roster.forEach(
        client -> {
          if (!catalogue.admits(client.wishes().visitor())) {
            client.disconnect(Ending.KEY_ENDED);
          }
        });
  }

  private void beat() {
    slot = (slot + 1) % slots;
    disconnectWhoseKeyIsGone();
    long now = nowMillis();
    roster.forEachDue(slot, client -> client.beat(now, patienceMillis));
  }
}
