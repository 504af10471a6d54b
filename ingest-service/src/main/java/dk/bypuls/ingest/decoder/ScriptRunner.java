package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.Call.Answer;
import dk.bypuls.ingest.decoder.Worker.Answered;
import dk.bypuls.ingest.decoder.worker.Limits;
import dk.bypuls.ingest.intake.NotDecodedException;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Uplink.Payload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has scripts run by the worker; and when it ends, blames the one call that it had begun last, and
 * asks again for the others.
 */
final class ScriptRunner implements AutoCloseable {

  static final String WORKERS = "bypuls.decoder.workers.started";
  static final String WAITING = "bypuls.decoder.waiting";

  private static final Logger LOG = Logger.getLogger(ScriptRunner.class);

  private static final int ATTEMPTS = 3;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration PAUSE_AFTER_FAILED_START = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final DecoderSettings settings;
  private final WorkerThreads threads;
  private final Counter started;
  private final Turns turns = new Turns();
  private final ColdStart coldStart;
  private final KnownScripts known = new KnownScripts();
  private int scripts;
  private long calls;
  private @Nullable Worker worker;
  private boolean ready;
  private long progress = System.nanoTime();
  private long startNotBefore = progress;
  private boolean begun;
  private boolean senderIdle;
  private boolean closed;

  ScriptRunner(DecoderSettings settings, MeterRegistry meters) {
    this.settings = settings;
    threads = new WorkerThreads(settings, this);
    coldStart = new ColdStart(settings.startWithin());
    started = meters.counter(WORKERS);
    Gauge.builder(WAITING, turns, Turns::waitingCalls).register(meters);
  }

  /**
   * What the sender does next.
   *
   * @param worker to whom it writes; absent if it has to start one
   * @param news scripts that the worker does not know
   * @param gone scripts that it need not know any more
   */
  record Batch(
      @Nullable Worker worker,
      boolean isLast,
      List<Call> calls,
      List<Script> news,
      List<Script> gone) {

    static final Batch START = new Batch(null, false, List.of(), List.of(), List.of());
    static final Batch LAST = new Batch(null, true, List.of(), List.of(), List.of());
  }

  int nextNumber() {
    synchronized (lock) {
      return ++scripts;
    }
  }

  /** The process of the worker; zero if none runs. */
  long workerPid() {
    synchronized (lock) {
      return worker == null ? 0 : worker.pid();
    }
  }

  /** There is a script that may be called from now on; the first one starts the worker. */
  void adopt() {
    synchronized (lock) {
      if (!begun && !closed) {
        begun = true;
        coldStart.begin();
        threads.begin();
      }
    }
  }

  /** A script is called no more; what waits for it is still answered. */
  void forget(Script script) {
    synchronized (lock) {
      known.forget(script);
    }
  }

  /** Calls a script. Never blocks. */
  CompletionStage<Answer> call(Script script, Payload payload, long observedAt, byte[] uplink) {
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new NotDecodedException(Why.CLOSED));
      }
      if (script.isResting()) {
        return CompletableFuture.completedFuture(Answer.stopped(script.restDetail()));
      }
      if (!hasRoom(script)) {
        return CompletableFuture.failedFuture(new NotDecodedException(Why.BUSY));
      }
      Call call =
          new Call(
              ++calls,
              script,
              payload.bytes(),
              payload.port(),
              observedAt,
              uplink,
              1,
              new CompletableFuture<>());
      turns.join(call);
      if (senderIdle) {
        lock.notifyAll();
      }
      return call.answer();
    }
  }

  private boolean hasRoom(Script script) {
    return coldStart.isOver()
        ? script.waiting.size() < settings.waiting()
        : !coldStart.isTooLong() || (ready && script.waiting.size() < settings.waiting());
  }

  // --- for the thread that writes to the worker ------------------------------------------------

  /** Waits until there is something to do. */
  Batch awaitWork() {
    while (true) {
      synchronized (lock) {
        if (closed) {
          return Batch.LAST;
        }
        Batch next = worker == null ? toStart() : toWrite(worker);
        if (next != null) {
          return next;
        }
        await();
      }
      refuseIfTooCold();
    }
  }

  private @Nullable Batch toStart() {
    return System.nanoTime() - startNotBefore >= 0 ? Batch.START : null;
  }

  private @Nullable Batch toWrite(Worker to) {
    killIfHanging(to);
    if (!ready) {
      return null;
    }
    boolean wasIdle = turns.noneSent();
    List<Call> picked = turns.pick();
    if (wasIdle && !picked.isEmpty()) {
      progress = System.nanoTime();
    }
    if (turns.waitingCalls() == 0) {
      coldStart.end();
    }
    List<Script> news = known.news(picked);
    List<Script> gone = known.gone();
    return picked.isEmpty() && gone.isEmpty() ? null : new Batch(to, false, picked, news, gone);
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is around it
  private void await() {
    senderIdle = true;
    try {
      lock.wait(LOOK.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      senderIdle = false;
    }
  }

  private void killIfHanging(Worker current) {
    Duration patience =
        ready
            ? settings.answerWithin().multipliedBy(Limits.LATER_AT_FIRST).plus(GRACE)
            : READY_WITHIN;
    if ((!ready || !turns.noneSent()) && System.nanoTime() - progress > patience.toNanos()) {
      LOG.warn("the decoders' worker does not answer and is ended");
      current.kill();
    }
  }

  /** There is a worker, which warms up. */
  void started(Worker next) {
    started.increment();
    synchronized (lock) {
      worker = next;
      ready = false;
      progress = System.nanoTime();
      if (closed) {
        next.kill();
      }
    }
  }

  /** There is none, and another try comes after a pause. */
  void notStarted() {
    synchronized (lock) {
      startNotBefore = System.nanoTime() + PAUSE_AFTER_FAILED_START.toNanos();
    }
  }

  private void refuseIfTooCold() {
    List<Call> refused;
    synchronized (lock) {
      refused = !ready && coldStart.isTooLong() ? turns.leave() : List.of();
    }
    refuse(refused, Why.BUSY);
  }

  // --- for the thread that hears the worker ----------------------------------------------------

  /** The worker is warm. */
  void ready() {
    synchronized (lock) {
      ready = true;
      progress = System.nanoTime();
      lock.notifyAll();
    }
  }

  /** The worker is done with a call. */
  void answered(Answered said) {
    Call answered;
    List<Call> resting;
    synchronized (lock) {
      answered = turns.answered(said.call(), said.answer());
      if (answered == null) {
        return;
      }
      progress = System.nanoTime();
      resting = settle(answered.script(), said.answer());
      if (senderIdle && turns.wantsMore()) {
        lock.notifyAll();
      }
    }
    answered.answer().complete(said.answer());
    rest(resting);
  }

  // The calls that wait for a script that has to rest from now on.
  private List<Call> settle(Script script, Answer answer) {
    script.answered(answer.verdict(), answer.cpuNanoseconds());
    return script.isResting() ? turns.leave(script) : List.of();
  }

  private static void rest(List<Call> resting) {
    for (Call call : resting) {
      call.answer().complete(Answer.stopped(call.script().restDetail()));
    }
  }

  /** The worker is no more. */
  void ended(Worker gone, boolean wasReady) {
    long lastBegun = gone.lastBegun();
    gone.clear();
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      if (wasReady) {
        coldStart.begin();
      } else {
        startNotBefore = System.nanoTime() + PAUSE_AFTER_FAILED_START.toNanos();
      }
      for (Call orphan : turns.orphans()) {
        again(orphan, orphan.number() == lastBegun, completions);
      }
      worker = null;
      ready = false;
      known.clear();
      if (!closed) {
        LOG.warn("the decoders' worker ended; another one is started");
      }
      lock.notifyAll();
    }
    completions.forEach(Runnable::run);
  }

  private void again(Call call, boolean guilty, List<Runnable> completions) {
    Script script = call.script();
    if (closed) {
      completions.add(() -> refuse(List.of(call), Why.CLOSED));
    } else if (guilty) {
      Answer answer =
          Answer.stopped("nothing could stop it but the end of the process that ran it");
      List<Call> resting = settle(script, answer);
      completions.add(() -> call.answer().complete(answer));
      completions.add(() -> rest(resting));
    } else if (call.attempt() >= ATTEMPTS) {
      completions.add(() -> refuse(List.of(call), Why.BUSY));
    } else if (script.isResting()) {
      completions.add(() -> rest(List.of(call)));
    } else {
      turns.rejoin(call.again());
    }
  }

  private static void refuse(List<Call> refused, Why why) {
    refused.forEach(call -> call.answer().completeExceptionally(new NotDecodedException(why)));
  }

  @Override
  public void close() {
    List<Call> refused;
    synchronized (lock) {
      closed = true;
      if (worker != null) {
        worker.release();
      }
      refused = turns.leave();
      lock.notifyAll();
    }
    refuse(refused, Why.CLOSED);
  }
}
