package dk.bypuls.aggregator.release;

import dk.bypuls.events.WindowEvent;

/** An exact event that stays inside. */
public final class Kept {

  private final WindowEvent event;
  private final int partition;

  Kept(WindowEvent event, int partition) {
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
