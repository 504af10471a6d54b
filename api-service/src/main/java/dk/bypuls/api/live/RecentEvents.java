package dk.bypuls.api.live;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last events, numbered from zero in the order in which they were read.
 *
 * <p>One thread adds; any thread reads. Readers that are slower than the ring turns find that out.
 */
final class RecentEvents {

  private final AtomicReferenceArray<Numbered> ring;
  private volatile long next;
  private volatile Position before;

  /**
   * An empty ring.
   *
   * @param start the position before the first event that will be added
   */
  RecentEvents(int capacity, Position start) {
    this.ring = new AtomicReferenceArray<>(capacity);
    this.before = start;
  }

  void add(LiveEvent event) {
    long number = next;
    int slot = slot(number);
    Numbered forgotten = ring.get(slot);
    if (forgotten != null) {
      before = forgotten.event().after();
    }
    ring.set(slot, new Numbered(number, event));
    next = number + 1;
  }

  /** The number of the event that will be added next. */
  long next() {
    return next;
  }

  long oldest() {
    return Math.max(0, next - ring.length());
  }

  /** The event of that number, unless it is forgotten. */
  @Nullable LiveEvent get(long number) {
    Numbered found = ring.get(slot(number));
    return found != null && found.number() == number ? found.event() : null;
  }

  /** Whether nothing that a reader at that position misses is forgotten. */
  boolean reachBackTo(Position reader) {
    return reader.isAtLeast(before);
  }

  /** The number of the first event that a reader at that position may miss. */
  long firstAfter(Position reader) {
    long low = oldest();
    long high = next;
    while (low < high) {
      long middle = (low + high) >>> 1;
      LiveEvent event = get(middle);
      if (event == null || reader.isAtLeast(event.after())) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int slot(long number) {
    return (int) (number % ring.length());
  }

  private record Numbered(long number, LiveEvent event) {}
}
