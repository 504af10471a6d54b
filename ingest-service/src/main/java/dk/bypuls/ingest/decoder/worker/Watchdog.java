package dk.bypuls.ingest.decoder.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * Looks every millisecond at what the running call has used, and stops it past its limits: first by
 * closing its context; where the engine does not notice within the patience, by ending this
 * process.
 */
public final class Watchdog {

  /** How this process ends when a call could not be stopped in any other way. */
  static final int UNSTOPPABLE = 70;

  private static final long LOOK = Duration.ofMillis(1).toNanos();
  private static final long DOZE_AFTER = Duration.ofMillis(100).toNanos();
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
  private static final int TOO_MANY_TIMES = 4;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Thread watched;
  private final Thread watcher = new Thread(this::watch, "watchdog");
  private @Nullable Watch watch;
  private long idleSince = System.nanoTime();
  private volatile boolean dozing;

  /** Watches the calls of that thread. */
  public Watchdog(Thread watched) {
    this.watched = watched;
    watcher.setDaemon(true);
  }

  /** Begins to look. */
  public void start() {
    watcher.start();
  }

  /** One call that is watched. */
  private static final class Watch {
    final Context context;
    final Limits limits;
    final long began = System.nanoTime();
    final long cpu;
    final long bytes;
    @Nullable String stopped;
    long stoppedAt;

    Watch(Context context, Limits limits, long cpu, long bytes) {
      this.context = context;
      this.limits = limits;
      this.cpu = cpu;
      this.bytes = bytes;
    }
  }

  /** What a call used, and the limit that it went past, if it did. */
  record Used(long cpuNanoseconds, @Nullable String pastLimit) {}

  /** The watched thread begins a call. */
  synchronized void begin(Context context, Limits limits) {
    watch =
        new Watch(
            context,
            limits,
            threads.getCurrentThreadCpuTime(),
            threads.getCurrentThreadAllocatedBytes());
    if (dozing) {
      dozing = false;
      LockSupport.unpark(watcher);
    }
  }

  /** The watched thread has ended its call. */
  synchronized Used end() {
    Watch ended = watch;
    if (ended == null) {
      throw new IllegalStateException("no call is watched");
    }
    watch = null;
    idleSince = System.nanoTime();
    long cpu = threads.getCurrentThreadCpuTime() - ended.cpu;
    if (ended.stopped == null
        && threads.getCurrentThreadAllocatedBytes() - ended.bytes > ended.limits.bytes()) {
      return new Used(cpu, memory(ended.limits));
    }
    return new Used(cpu, ended.stopped);
  }

  private void watch() {
    while (true) {
      if (dozing) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(LOOK);
        look();
      }
    }
  }

  private synchronized void look() {
    Watch running = watch;
    long now = System.nanoTime();
    if (running == null) {
      dozing = now - idleSince > DOZE_AFTER;
      return;
    }
    long bytes = threads.getThreadAllocatedBytes(watched.getId()) - running.bytes;
    if (running.stopped != null) {
      if (now - running.stoppedAt > PATIENCE || bytes > TOO_MANY_TIMES * running.limits.bytes()) {
        Runtime.getRuntime().halt(UNSTOPPABLE);
      }
      return;
    }
    String past = pastLimit(running, now, bytes);
    if (past != null) {
      running.stopped = past;
      running.stoppedAt = now;
      stop(running.context);
    }
  }

  private @Nullable String pastLimit(Watch running, long now, long bytes) {
    if (bytes > running.limits.bytes()) {
      return memory(running.limits);
    }
    long cpu = threads.getThreadCpuTime(watched.getId()) - running.cpu;
    if (cpu > running.limits.cpu().toNanos()) {
      return "it ran longer than " + running.limits.cpu().toMillis() + " ms";
    }
    return now - running.began > running.limits.elapsed().toNanos()
        ? "it was not done after " + running.limits.elapsed().toMillis() + " ms"
        : null;
  }

  private static String memory(Limits limits) {
    return "it allocated more than " + limits.bytes() + " bytes";
  }

  // Closing waits until the engine has noticed, which a long built-in function may keep it from.
  private static void stop(Context context) {
    Thread stopper = new Thread(() -> context.close(true), "stopper");
    stopper.setDaemon(true);
    stopper.start();
  }
}
