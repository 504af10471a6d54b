package dk.bypuls.bench;

import dk.bypuls.events.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has servers tell many who listen, and measures what that costs and how long it takes. */
final class Telling {

  /** What comes within so long is told together. */
  static final Duration PACE = Duration.ofMillis(100);

  private static final double ALMOST_ALL = 0.99;

  /** What one core can tell one by one in a millisecond, with those beside it who listen. */
  private static final int EACH_MILLISECOND = 25;

  /** The socket of who reads nothing takes some megabytes before anybody notices. */
  private static final int UNTIL_STALLED = 6_000;

  private static final int AT_ONCE_UNTIL_STALLED = 500;

  private final Rounds rounds;
  private final int listeners;
  private final int windows;
  private final Journeys journeys = new Journeys();
  private final Journeys kafka;
  private final Map<String, List<Double>> delays = new LinkedHashMap<>();
  private int series;

  /**
   * So many listen, and are told so many windows in a round.
   *
   * @param kafka what is on its way to a bare consumer
   */
  Telling(Rounds rounds, int listeners, int windows, Journeys kafka) {
    this.rounds = rounds;
    this.listeners = listeners;
    this.windows = windows;
    this.kafka = kafka;
  }

  /**
   * One round: CPU of the server for one window to one who listens.
   *
   * @param atOnce so many windows within each pace; one alone comes further apart than that
   * @param deaf so many more listen who read nothing, and will not be told any more
   */
  double round(String name, FanOut server, int atOnce, int deaf) {
    try (Subscribers stalled = server.listeners(journeys);
        Subscribers all = server.listeners(journeys)) {
      if (deaf > 0) {
        stalled.connectDeaf(deaf);
        fill(server);
      }
      all.connect(listeners);
      Waiting.until("all know the newest", () -> all.told() >= (long) listeners * server.known());
      return measured(name, server, all, atOnce);
    }
  }

  /** Tells the deaf until nothing more goes into their sockets. */
  private void fill(FanOut server) {
    for (int i = 0; i < UNTIL_STALLED; i++) {
      server.tell().accept(window());
      if (i % AT_ONCE_UNTIL_STALLED == 0) {
        Waiting.pause(PACE.toMillis());
      }
    }
    Waiting.pause(10 * PACE.toMillis());
  }

  private double measured(String name, FanOut server, Subscribers all, int atOnce) {
    int told = atOnce * windows;
    int deliveries = told * listeners;
    journeys.take();
    kafka.take();
    long before = all.told();
    long began = System.nanoTime();
    double cost =
        server
            .process()
            .perOperation(
                deliveries,
                () -> {
                  send(server, told, atOnce);
                  Waiting.until("all are told", () -> all.told() >= before + deliveries);
                });
    double seconds = (System.nanoTime() - began) / 1e9;
    say(name, deliveries / seconds, Quantile.of(journeys.take(), ALMOST_ALL));
    return cost;
  }

  private void say(String name, double perSecond, double arrived) {
    delays.computeIfAbsent(name, each -> new ArrayList<>()).add(arrived);
    rounds.say(
        "%s: %.0f deliveries a second, %.0f ms from sending to all but one in a hundred",
        name, perSecond, arrived);
    double there = Quantile.of(kafka.take(), ALMOST_ALL);
    if (!Double.isNaN(there)) {
      double pace = PACE.toMillis();
      rounds.say(
          "  to a bare consumer %.0f ms, with the pace %.0f ms: %.2f of it (P13)",
          there, there + pace, arrived / (there + pace));
    }
  }

  /** Each is told before the next comes, so that what is measured is no queue. */
  private void send(FanOut server, int told, int atOnce) {
    long apart = Math.max(PACE.toMillis() * 6 / 5, listeners / EACH_MILLISECOND);
    for (int i = 0; i < told; i++) {
      Window window = window();
      journeys.begin(window.start());
      kafka.begin(window.start());
      server.tell().accept(window);
      if (atOnce == 1) {
        Waiting.pause(apart);
      } else {
        boolean isLast = i % atOnce == atOnce - 1;
        long rest = isLast ? Math.max(0, apart - PACE.toMillis() * 6 / 5) : 0;
        Waiting.pause(PACE.toMillis() / atOnce + rest);
      }
    }
  }

  /** The next window of all; each has a start of its own. */
  Window window() {
    int minute = series++;
    return BenchWindow.of("bench-live", "bench-place-0", "bench-live-0", minute, 1_000L + minute);
  }

  /** The median, over the rounds that count, of how long it took until almost all were told. */
  double delay(String name, int warmUp) {
    List<Double> all = delays.getOrDefault(name, List.of());
    return Quantile.median(all.subList(Math.min(warmUp, all.size()), all.size()));
  }
}
