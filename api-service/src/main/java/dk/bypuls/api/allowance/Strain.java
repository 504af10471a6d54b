package dk.bypuls.api.allowance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Whether the machine has no time left: an event loop comes late to what it has to do. Then history
 * is refused, so that live goes on (D7).
 */
@ApplicationScoped
public class Strain {

  private static final long BEAT_MILLIS = 100;

  private final Vertx vertx;
  private final Lateness lateness;

  Strain(Vertx vertx, AllowanceLimits limits, MeterRegistry meters) {
    this.vertx = vertx;
    this.lateness = new Lateness(limits.lateness());
    Gauge.builder("bypuls.loop.lateness", lateness, late -> late.usualMillis() / 1_000.0)
        .description("How late an event loop comes to what it has to do, in the last seconds")
        .baseUnit("seconds")
        .register(meters);
  }

  void watch(@Observes StartupEvent event) {
    beatLater();
  }

  /** Whether nothing should be begun that can wait. */
  public boolean isTooMuch() {
    return lateness.isTooMuch();
  }

  private void beatLater() {
    long due = System.nanoTime() / 1_000_000 + BEAT_MILLIS;
    vertx.setTimer(
        BEAT_MILLIS,
        timer -> {
          lateness.came(System.nanoTime() / 1_000_000 - due);
          beatLater();
        });
  }

  /** The lateness of the last few seconds, the latest counting most. */
  static final class Lateness {

    /** So that one pause of the garbage collector is none, and a few seconds of strain are. */
    private static final double PART_OF_THE_LATEST = 0.1;

    private final double mostMillis;
    private volatile double usualMillis;
    private volatile boolean tooMuch;

    Lateness(Duration most) {
      this.mostMillis = most.toMillis();
    }

    /** Something came so much later than it was due. Called on one thread. */
    void came(long lateMillis) {
      double before = usualMillis;
      double now = before + (Math.max(0, lateMillis) - before) * PART_OF_THE_LATEST;
      usualMillis = now;
      // Not to and fro: what was too much is over when it is well below.
      tooMuch = now > (tooMuch ? mostMillis / 2 : mostMillis);
    }

    double usualMillis() {
      return usualMillis;
    }

    boolean isTooMuch() {
      return tooMuch;
    }
  }
}
