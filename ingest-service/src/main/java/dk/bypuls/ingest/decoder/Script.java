package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A codec as the runner sees it: what waits for it, what it cost, and whether it has to rest.
 * Guarded by the runner's lock.
 */
final class Script {

  // What is not known yet may be expensive; a known codec takes microseconds.
  private static final double FIRST_ESTIMATE = Duration.ofMillis(5).toNanos();
  private static final double WEIGHT_OF_NEWEST = 0.2;

  final int number;
  final String style;
  final String text;
  final Deque<Call> waiting = new ArrayDeque<>();

  /** The CPU time it has had, on a clock that all scripts share: who had least is next. */
  double served;

  int sent;

  private final DecoderSettings settings;
  private double estimate = FIRST_ESTIMATE;
  private int stopsInARow;
  private long restsUntil;
  private boolean resting;

  Script(int number, String style, String text, DecoderSettings settings) {
    this.number = number;
    this.style = style;
    this.text = text;
    this.settings = settings;
  }

  /** How much CPU time its next call will take, in nanoseconds, by what the last ones took. */
  double estimate() {
    return estimate;
  }

  void answered(Verdict verdict, long cpuNanoseconds) {
    estimate += WEIGHT_OF_NEWEST * (cpuNanoseconds - estimate);
    if (verdict != Verdict.STOPPED) {
      stopsInARow = 0;
      return;
    }
    stopsInARow++;
    if (stopsInARow >= settings.stopsInARow()) {
      resting = true;
      restsUntil = System.nanoTime() + settings.rest().toNanos();
      // One more stop after its rest is enough for the next one.
      stopsInARow = settings.stopsInARow() - 1;
    }
  }

  boolean isResting() {
    resting = resting && System.nanoTime() < restsUntil;
    return resting;
  }

  String restDetail() {
    return "its last calls were stopped, so it rests for " + settings.rest();
  }
}
