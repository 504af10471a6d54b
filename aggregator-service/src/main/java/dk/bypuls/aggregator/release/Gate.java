package dk.bypuls.aggregator.release;

import dk.bypuls.events.Cell;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.PastWindow;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate in the wall: each window goes out or stays inside, by its dataset's decision; never both
 * (I3).
 *
 * <p>Windows of datasets that are not open may not pass as they are, whatever was decided.
 */
public final class Gate {

  private final Ways ways;
  private final int partition;
  private final Supplier<Registry> registry;

  /**
   * Over those ways.
   *
   * @param registry what is decided and recalled now
   */
  public Gate(Ways ways, int partition, Supplier<Registry> registry) {
    this.ways = ways;
    this.partition = partition;
    this.registry = registry;
  }

  /** Whether that window may leave. */
  public boolean isOpenFor(@Nullable Dataset dataset, Window window) {
    return isOpenFor(dataset, window.start(), window.end());
  }

  private boolean isOpenFor(@Nullable Dataset dataset, Instant start, Instant end) {
    return dataset != null && registry.get().releases(dataset, start, end);
  }

  /**
   * Sends a complete window out or keeps it.
   *
   * @param newest whether its series has none that starts later
   */
  public void complete(@Nullable Dataset dataset, Window window, boolean newest) {
    if (!isOpenFor(dataset, window)) {
      ways.exactWindows(cellKey(window), new Kept(window, partition));
      return;
    }
    release(window, newest);
  }

  /**
   * Sends out what is told of people. The exact windows of the same dataset stay inside.
   *
   * @param newest whether its series has none that starts later
   */
  public void answer(Dataset dataset, Window window, boolean newest) {
    if (window.protection() == null
        || !registry.get().tells(dataset, window.start(), window.end(), true)) {
      return;
    }
    release(window, newest);
  }

  private void release(Window window, boolean newest) {
    Released released = new Released(window, partition);
    ways.windows(cellKey(window), released);
    if (newest) {
      ways.latest(bytes(window.seriesKey()), released);
    }
  }

  /** Says how far all leaves were answered. That follows from the clock and the registry alone. */
  public void answered(Dataset dataset, CompleteThrough progress, Instant newestStart) {
    Instant end = progress.resolution().spanAt(newestStart).end();
    if (registry.get().tells(dataset, newestStart, end, true)) {
      ways.windows(bytes(progress.dataset()), new Released(progress, partition));
    }
  }

  /** Shows a window that is still filling; one that may not leave is not shown at all. */
  public void running(@Nullable Dataset dataset, Window window, boolean newest) {
    if (isOpenFor(dataset, window)) {
      Released released = new Released(window, partition);
      ways.live(cellKey(window), released);
      if (newest) {
        ways.latest(bytes(window.seriesKey()), released);
      }
    }
  }

  /**
   * Says how far a dataset is complete, where the newest windows that it speaks of went.
   *
   * @param newestStart when the newest of them started
   */
  public void progress(@Nullable Dataset dataset, CompleteThrough progress, Instant newestStart) {
    byte[] key = bytes(progress.dataset());
    if (isOpenFor(dataset, newestStart, progress.resolution().spanAt(newestStart).end())) {
      ways.windows(key, new Released(progress, partition));
    } else {
      ways.exactWindows(key, new Kept(progress, partition));
    }
  }

  /**
   * Sends out a window that was kept inside before, for a named job. Answers whether it may leave;
   * one that may not goes nowhere, as it is inside already.
   */
  public boolean past(@Nullable Dataset dataset, String job, Window window) {
    if (!isOpenFor(dataset, window)) {
      return false;
    }
    ways.windows(cellKey(window), new Released(new PastWindow(job, window), partition));
    return true;
  }

  /**
   * Sends a window that a named job made anew: out, where it may leave, and else to where it stays
   * inside.
   */
  public void remade(@Nullable Dataset dataset, String job, Window window) {
    PastWindow past = new PastWindow(job, window);
    if (isOpenFor(dataset, window)) {
      ways.windows(cellKey(window), new Released(past, partition));
    } else {
      ways.exactWindows(cellKey(window), new Kept(past, partition));
    }
  }

  /** Tells anew what was told of people, for a named job: history takes it, and nobody else. */
  public void retold(Dataset dataset, String job, Window window) {
    if (window.protection() != null
        && registry.get().tells(dataset, window.start(), window.end(), true)) {
      ways.windows(cellKey(window), new Released(new PastWindow(job, window), partition));
    }
  }

  /**
   * Says how far a named job was carried out here. It is said where what the job had told is,
   * behind it; nobody is told of a dataset of that name.
   */
  public void carriedOut(String job, Resolution resolution, Instant through) {
    ways.windows(
        bytes(job),
        new Released(new CompleteThrough(job, partition, resolution, through), partition));
  }

  /** Says that what was released of a dataset is taken back. */
  public void withdraw(Withdrawn withdrawn) {
    ways.windows(bytes(withdrawn.dataset()), new Released(withdrawn, partition));
  }

  private static byte[] cellKey(Window window) {
    return bytes(
        window.cell() instanceof Cell.SensorCell cell
            ? cell.sensor()
            : ((Cell.AreaCell) window.cell()).area());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
