package dk.bypuls.simulator.send;

import dk.bypuls.simulator.fault.Fate;
import dk.bypuls.simulator.fault.Fate.Outcome;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Every message of the town in the order in which the network server passes them on.
 *
 * <p>A message belongs to it when it is passed on at or after the start and before the end,
 * whenever it was said; so consecutive schedules lose nothing and repeat nothing.
 */
public final class Schedule {
  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::time)
          .thenComparingInt(due -> due.device().index())
          .thenComparingLong(Due::frame)
          .thenComparingInt(Due::rank);

  private final Faults faults;
  private final Misfortunes misfortunes;
  private final long start;
  private final long end;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(ORDER);

  public Schedule(
      Collection<Device> devices, Faults faults, Misfortunes misfortunes, long start, long end) {
    this.faults = faults;
    this.misfortunes = misfortunes;
    this.start = start;
    this.end = end;
    for (Device device : devices) {
      long frame = device.frameFrom(start - Faults.LONGEST_DELAY);
      queue.add(new Due(device.timeOf(frame), device, frame, null));
    }
  }

  /** Who is told of frames that do not simply arrive. */
  @FunctionalInterface
  public interface Misfortunes {
    void befell(Device device, long frame, long at, Fate fate);
  }

  /** When the next message is due; the end when there is none left. */
  public long nextTime() {
    Due next = nextMessage();
    return next == null ? end : next.time();
  }

  /** The next message, or null at the end. */
  public @Nullable Transmission next() {
    Due next = nextMessage();
    if (next == null) {
      return null;
    }
    queue.remove();
    return next.transmission();
  }

  private @Nullable Due nextMessage() {
    while (true) {
      Due next = queue.element();
      if (next.time() >= end) {
        return null;
      }
      if (next.transmission() != null) {
        return next;
      }
      queue.remove();
      speak(next);
    }
  }

  /** A device's turn: what becomes of its frame is queued, and so is its next turn. */
  private void speak(Due turn) {
    Device device = turn.device();
    long frame = turn.frame();
    long at = turn.time();
    queue.add(new Due(device.timeOf(frame + 1), device, frame + 1, null));
    Fate fate = faults.fateOf(device, frame, at);
    if (fate.outcome() != Outcome.ARRIVES && at >= start) {
      misfortunes.befell(device, frame, at, fate);
    }
    if (!fate.outcome().arrives()) {
      return;
    }
    long heardAt = at + fate.delay();
    add(device, frame, at, heardAt, heardAt, Path.FIRST, fate);
    if (fate.copy() != Path.FIRST) {
      long copyAt = heardAt + fate.copyDelay();
      long copyHeardAt = fate.copy() == Path.REPEATED ? heardAt : copyAt;
      add(device, frame, at, copyHeardAt, copyAt, fate.copy(), fate);
    }
  }

  private void add(
      Device device, long frame, long at, long heardAt, long sentAt, Path path, Fate fate) {
    if (sentAt < start) {
      return;
    }
    Transmission transmission =
        transmission(faults, device, frame, at, heardAt, sentAt, path, fate);
    queue.add(new Due(sentAt, device, frame, transmission));
  }

  /** The first arrival of a frame that arrives. */
  static Transmission first(Faults faults, Device device, long frame, long at, Fate fate) {
    long heardAt = at + fate.delay();
    return transmission(faults, device, frame, at, heardAt, heardAt, Path.FIRST, fate);
  }

  private static Transmission transmission(
      Faults faults,
      Device device,
      long frame,
      long at,
      long heardAt,
      long sentAt,
      Path path,
      Fate fate) {
    return new Transmission(
        device,
        frame,
        at,
        heardAt,
        sentAt,
        path,
        faults.ailmentsOf(device).clockAhead(),
        faults.ailmentsOf(device).drift(at),
        fate.outcome() == Outcome.GARBLED);
  }

  /** A device's turn to speak or, with a transmission, a message's turn to be passed on. */
  private record Due(long time, Device device, long frame, @Nullable Transmission transmission) {
    int rank() {
      return transmission == null ? 0 : 1 + transmission.path().number();
    }
  }
}
