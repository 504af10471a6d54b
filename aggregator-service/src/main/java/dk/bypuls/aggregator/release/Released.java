package dk.bypuls.aggregator.release;

import dk.bypuls.events.WindowEvent;

/**
 * An event that may be known to anyone. Only this package can make one, and the open topics take
 * nothing else (I4).
 */
public final class Released {

  private final WindowEvent event;
  private final int partition;

  Released(WindowEvent event, int partition) {
    this.event = event;
    this.partition = partition;
  }

  public WindowEvent event() {
    return event;
  }

  /** The partition that its readings came from, which it keeps. */
  public int partition() {
    return partition;
  }
}
