package dk.bypuls.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells how far the sending is: once a second through the past, once a minute afterwards. */
final class Progress {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  private final Consumer<String> say;
  private final long expected;
  private final long began = System.nanoTime();
  private long toldAt = began;
  private long sentWhenTold;
  private long sent;
  private boolean live;

  Progress(Consumer<String> say, long expected) {
    this.say = say;
    this.expected = expected;
  }

  void sent(long time) {
    sent++;
    if (System.nanoTime() - toldAt >= (live ? MINUTE : SECOND)) {
      tell(time);
    }
  }

  /** The past is told; from now on the town speaks in real time. */
  void live() {
    live = true;
    say.accept("The past is sent: " + inAll() + ". Havnstrup goes on live.");
    toldAt = System.nanoTime();
    sentWhenTold = sent;
  }

  long sent() {
    return sent;
  }

  String inAll() {
    double seconds = Math.max(0.001, (System.nanoTime() - began) / (double) SECOND);
    return String.format(
        Locale.ROOT, "%,d messages in %.1f s (%,.0f/s)", sent, seconds, sent / seconds);
  }

  private void tell(long time) {
    long now = System.nanoTime();
    double rate = (sent - sentWhenTold) * (double) SECOND / (now - toldAt);
    Instant at = Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.SECONDS);
    if (live) {
      say.accept(
          String.format(Locale.ROOT, "Live: %,d messages sent, %.1f/s, at %s", sent, rate, at));
    } else {
      long percent = expected == 0 ? 100 : Math.min(100, 100 * sent / expected);
      say.accept(
          String.format(
              Locale.ROOT,
              "Past: %3d %%, %,d of about %,d messages, %,.0f/s, until %s",
              percent,
              sent,
              expected,
              rate,
              at));
    }
    toldAt = now;
    sentWhenTold = sent;
  }
}
