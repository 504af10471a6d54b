package dk.bypuls.aggregator.window;

import org.jspecify.annotations.Nullable;

/** A window of a public series that is still filling: what is told of it before it is complete. */
final class OpenWindow {

  private static final long NEVER = Long.MIN_VALUE;

  private final Slot slot;
  private @Nullable Cells cells;
  private long toldAt = NEVER;
  private boolean owed;

  OpenWindow(Slot slot) {
    this.slot = slot;
  }

  Slot slot() {
    return slot;
  }

  /** Its cells so far; absent until they are made of the readings again. */
  @Nullable Cells cells() {
    return cells;
  }

  void setCells(@Nullable Cells made) {
    cells = made;
  }

  boolean isOwed() {
    return owed;
  }

  /** Owes its change to the readers. Answers when it may be told. */
  long owe(long now, long every) {
    owed = true;
    long next = toldAt == NEVER ? now : Math.max(now, toldAt + every);
    // What a fast clock says of a window that has not begun waits until it begins.
    return Math.max(next, slot.start());
  }

  void told(long now) {
    owed = false;
    toldAt = now;
  }
}
