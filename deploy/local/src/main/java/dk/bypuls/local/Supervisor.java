package dk.bypuls.local;

import dk.bypuls.local.CityStatus.State;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the parts of a city in order, starts again what dies, and stops everything in order. */
final class Supervisor {
  private static final Duration WORKERS_LIMIT = Duration.ofSeconds(15);

  private final CityFolder folder;
  private final Progress progress;
  private final List<List<Watched>> groups = new CopyOnWriteArrayList<>();
  private final ExecutorService workers = Executors.newCachedThreadPool(Supervisor::daemon);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Object writing = new Object();
  private volatile State state = State.STARTING;

  Supervisor(CityFolder folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
    write();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "supervisor");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts these parts at once and returns when all are ready; they are stopped before earlier
   * groups.
   */
  void start(List<Part> parts) {
    List<Watched> group = parts.stream().map(Watched::new).toList();
    groups.add(group);
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (Watched watched : group) {
      starts.add(CompletableFuture.runAsync(() -> start(watched), workers));
    }
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void start(Watched watched) {
    Part part = watched.part();
    progress.tell(part.name() + ": starting");
    part.launch();
    write();
    part.awaitReady();
    progress.tell(part.name() + ": ready on port " + part.port());
    watch(watched);
  }

  private void watch(Watched watched) {
    watched.is(State.RUNNING);
    write();
    CompletableFuture<?> ended = watched.part().onExit();
    try {
      workers.execute(() -> reviveAfter(ended, watched));
    } catch (RejectedExecutionException stopping) {
      // The city is being stopped, and the part with it.
    }
  }

  private void reviveAfter(CompletableFuture<?> ended, Watched watched) {
    try {
      ended.get();
      revive(watched);
    } catch (InterruptedException | ExecutionException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive(Watched watched) {
    String name = watched.part().name();
    while (!isStopping(watched.nextPause())) {
      watched.is(State.STARTING);
      progress.tell(name + ": died; starting it again (" + watched.countRestart() + ")");
      write();
      try {
        watched.part().restart();
        progress.tell(name + ": ready again");
        watch(watched);
        return;
      } catch (PartFailure | UncheckedIOException failure) {
        progress.tell(name + ": " + failure.getMessage());
        watched.is(State.FAILED);
      }
    }
  }

  private boolean isStopping(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Says that everything that shall run runs. */
  void settle() {
    state = State.RUNNING;
    write();
  }

  void fail() {
    state = State.FAILED;
    write();
  }

  /** Whether the city is being stopped, or was. */
  boolean isStopped() {
    return stopped.get();
  }

  /** Waits until the city is being stopped. */
  void awaitStop() throws InterruptedException {
    stopping.await();
  }

  /** Stops the last group first; within a group all at once. */
  void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    boolean failed = state == State.FAILED;
    state = failed ? State.FAILED : State.STOPPING;
    stopping.countDown();
    write();
    endWorkers();
    for (int index = groups.size() - 1; index >= 0; index--) {
      stop(groups.get(index));
    }
    state = failed ? State.FAILED : State.STOPPED;
    write();
  }

  /** Nothing may start a part again while they are being stopped. */
  private void endWorkers() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(WORKERS_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(List<Watched> group) {
    List<Thread> stops = new ArrayList<>();
    for (Watched watched : group) {
      Thread stop = new Thread(() -> stop(watched), "stop");
      stop.start();
      stops.add(stop);
    }
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop(Watched watched) {
    if (watched.part().isAlive()) {
      watched.part().stop();
      progress.tell(watched.part().name() + ": stopped");
    }
    watched.is(State.STOPPED);
    write();
  }

  private void write() {
    synchronized (writing) {
      new CityStatus(
              state,
              ProcessHandle.current().pid(),
              groups.stream().flatMap(List::stream).map(Watched::status).toList())
          .write(folder);
    }
  }
}
