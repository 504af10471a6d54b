package dk.bypuls.aggregator.store;

import dk.bypuls.events.Window;
import java.time.Instant;

/**
 * A window, and when it was told.
 *
 * @param at append time, of its record or of what had it told
 */
public record ToldWindow(Window window, Instant at) {

  /** What all its revisions share. */
  public String cell() {
    return window.seriesKey() + "/" + window.start();
  }
}
