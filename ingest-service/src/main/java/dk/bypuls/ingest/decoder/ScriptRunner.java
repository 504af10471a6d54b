package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.Call.Answer;
import dk.bypuls.ingest.decoder.Worker.Answered;
import dk.bypuls.ingest.decoder.worker.Limits;
import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import dk.bypuls.ingest.intake.NotDecodedException;
import dk.bypuls.ingest.intake.Outcome.Why;
import dk.bypuls.ingest.intake.Uplink.Payload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has scripts run by the worker: sends it calls, the script that had least of its time first; and
 * when it ends, blames the one call that it had begun last, and asks again for the others.
 */
final class ScriptRunner implements AutoCloseable {

  static final String WORKERS = "bypuls.decoder.workers.started";
  static final String WAITING = "bypuls.decoder.waiting";

  private static final Logger LOG = Logger.getLogger(ScriptRunner.class);

  // Enough to keep the worker busy while we write, and little to wait behind.
  private static final int SENT_AT_ONCE = 128;
  private static final double SENT_NANOSECONDS = Duration.ofMillis(10).toNanos();

  // Of a script whose calls take longer, only one is with the worker at a time.
  private static final double SLOW = Duration.ofMillis(1).toNanos();

  private static final int ATTEMPTS = 3;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration PAUSE_AFTER_FAILED_START = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final DecoderSettings settings;
  private final Counter started;
  private final Set<Script> waiting = new LinkedHashSet<>();
  private final Map<Long, Sent> sent = new LinkedHashMap<>();
  private final Set<Script> adopted = new HashSet<>();
  private final Set<Script> toldToWorker = new HashSet<>();
  private final List<Script> toForget = new ArrayList<>();
  private int waitingCalls;
  private double sentNanoseconds;
  private double clock;
  private int scripts;
  private long calls;
  private @Nullable Worker worker;
  private boolean ready;
  private long progress = System.nanoTime();
  private @Nullable Thread sender;
  private boolean senderIdle;
  private boolean closed;

  ScriptRunner(DecoderSettings settings, MeterRegistry meters) {
    this.settings = settings;
    started = meters.counter(WORKERS);
    Gauge.builder(WAITING, this, runner -> runner.waitingCalls).register(meters);
  }

  /** A call that the worker has, and what it is expected to take. */
  private record Sent(Call call, double estimate) {}

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

  /** A script may be called from now on; the first one starts the worker. */
  void adopt(Script script) {
    synchronized (lock) {
      adopted.add(script);
      if (sender == null && !closed) {
        Thread thread = new Thread(this::send, "decoder-sender");
        thread.setDaemon(true);
        thread.start();
        sender = thread;
      }
    }
  }

  /** A script is called no more; what waits for it is still answered. */
  void forget(Script script) {
    synchronized (lock) {
      adopted.remove(script);
      toForget.add(script);
    }
  }

  /** Calls a script. Never blocks. */
  CompletionStage<Answer> call(Script script, Payload payload, long observedAt, byte[] uplink) {
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new NotDecodedException(Why.CLOSED));
      }
      if (script.isResting()) {
        return CompletableFuture.completedFuture(stopped(script.restDetail()));
      }
      if (script.waiting.size() >= settings.waiting()) {
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
      if (script.waiting.isEmpty() && script.sent == 0) {
        // Who was away has saved nothing up.
        script.served = Math.max(script.served, clock);
      }
      script.waiting.addLast(call);
      waiting.add(script);
      waitingCalls++;
      if (senderIdle) {
        lock.notifyAll();
      }
      return call.answer();
    }
  }

  // --- to the worker ---------------------------------------------------------------------------

  private void send() {
    List<Call> batch = new ArrayList<>();
    List<Script> news = new ArrayList<>();
    List<Script> gone = new ArrayList<>();
    while (true) {
      Worker current;
      synchronized (lock) {
        current = awaitWork(batch, news, gone);
        if (closed) {
          return;
        }
      }
      if (current == null) {
        start();
      } else {
        write(current, batch, news, gone);
      }
      batch.clear();
      news.clear();
      gone.clear();
    }
  }

  // The worker to write to; absent if there has to be a new one first.
  private @Nullable Worker awaitWork(List<Call> batch, List<Script> news, List<Script> gone) {
    while (!closed) {
      if (worker == null) {
        return null;
      }
      if (ready) {
        pick(batch, news);
        toForget.removeIf(
            script -> script.waiting.isEmpty() && script.sent == 0 && gone.add(script));
        gone.retainAll(toldToWorker);
        toldToWorker.removeAll(gone);
        if (!batch.isEmpty() || !gone.isEmpty()) {
          return worker;
        }
      }
      killIfHanging(worker);
      try {
        senderIdle = true;
        lock.wait(LOOK.toMillis());
      } catch (InterruptedException e) {
        closed = true;
      } finally {
        senderIdle = false;
      }
    }
    return worker;
  }

  private void pick(List<Call> batch, List<Script> news) {
    for (Script next = next(); next != null; next = next()) {
      double estimate = next.estimate();
      if (!sent.isEmpty()
          && (sent.size() >= SENT_AT_ONCE || sentNanoseconds + estimate > SENT_NANOSECONDS)) {
        return;
      }
      Call call = next.waiting.removeFirst();
      waitingCalls--;
      if (next.waiting.isEmpty()) {
        waiting.remove(next);
      }
      if (sent.isEmpty()) {
        progress = System.nanoTime();
      }
      sent.put(call.number(), new Sent(call, estimate));
      sentNanoseconds += estimate;
      next.sent++;
      clock = next.served;
      next.served += estimate;
      if (toldToWorker.add(next)) {
        news.add(next);
      }
      batch.add(call);
    }
  }

  private @Nullable Script next() {
    Script next = null;
    for (Script each : waiting) {
      boolean hasItsTurn = each.sent == 0 || each.estimate() < SLOW;
      if (hasItsTurn && (next == null || each.served < next.served)) {
        next = each;
      }
    }
    return next;
  }

  private void killIfHanging(Worker current) {
    Duration patience =
        ready
            ? settings.answerWithin().multipliedBy(Limits.LATER_AT_FIRST).plus(GRACE)
            : READY_WITHIN;
    if ((!ready || !sent.isEmpty()) && System.nanoTime() - progress > patience.toNanos()) {
      LOG.warn("the decoders' worker does not answer and is ended");
      current.kill();
    }
  }

  private static void write(
      Worker current, List<Call> batch, List<Script> news, List<Script> gone) {
    try {
      for (Script script : gone) {
        current.forget(script);
      }
      for (Script script : news) {
        current.adopt(script);
      }
      for (Call call : batch) {
        current.call(call);
      }
      current.flush();
    } catch (IOException e) {
      // Whoever listens to it notices as well, and knows what to do.
      current.kill();
    }
  }

  private void start() {
    try {
      Worker next = Worker.start(settings);
      synchronized (lock) {
        worker = next;
        ready = false;
        progress = System.nanoTime();
        if (closed) {
          next.kill();
        }
      }
      started.increment();
      Thread listener = new Thread(() -> listen(next), "decoder-listener");
      listener.setDaemon(true);
      listener.start();
    } catch (IOException | IllegalStateException e) {
      LOG.errorf("the decoders' worker cannot be started: %s", e.getMessage());
      refuseWaiting(Why.BUSY);
      pause();
    }
  }

  private void pause() {
    synchronized (lock) {
      long until = System.nanoTime() + PAUSE_AFTER_FAILED_START.toNanos();
      try {
        while (!closed && System.nanoTime() < until) {
          lock.wait(LOOK.toMillis());
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  // --- from the worker -------------------------------------------------------------------------

  private void listen(Worker from) {
    boolean wasReady = false;
    try {
      while (true) {
        if (from.read() instanceof Answered answered) {
          answered(answered);
        } else {
          wasReady = true;
          synchronized (lock) {
            ready = true;
            progress = System.nanoTime();
            lock.notifyAll();
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("the worker's stream ended", e);
    } finally {
      ended(from, wasReady);
    }
  }

  private void answered(Answered said) {
    Sent answered;
    List<Call> resting;
    synchronized (lock) {
      answered = sent.remove(said.call());
      if (answered == null) {
        return;
      }
      progress = System.nanoTime();
      sentNanoseconds -= answered.estimate();
      Script script = answered.call().script();
      script.sent--;
      script.served += said.answer().cpuNanoseconds() - answered.estimate();
      resting = settle(script, said.answer());
      boolean roomForMore =
          sent.size() <= SENT_AT_ONCE / 2 && sentNanoseconds <= SENT_NANOSECONDS / 2;
      if (senderIdle && roomForMore && !waiting.isEmpty()) {
        lock.notifyAll();
      }
    }
    answered.call().answer().complete(said.answer());
    for (Call call : resting) {
      call.answer().complete(stopped(call.script().restDetail()));
    }
  }

  // The calls that wait for a script that has to rest from now on.
  private List<Call> settle(Script script, Answer answer) {
    script.answered(answer.verdict(), answer.cpuNanoseconds());
    if (!script.isResting() || script.waiting.isEmpty()) {
      return List.of();
    }
    List<Call> resting = List.copyOf(script.waiting);
    waitingCalls -= resting.size();
    script.waiting.clear();
    waiting.remove(script);
    return resting;
  }

  private void ended(Worker gone, boolean wasReady) {
    long lastBegun = gone.lastBegun();
    gone.clear();
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      List<Sent> orphans = new ArrayList<>(sent.values());
      sent.clear();
      sentNanoseconds = 0;
      orphans.forEach(orphan -> orphan.call().script().sent = 0);
      // The last first, so that they stand in their old order again.
      Collections.reverse(orphans);
      for (Sent orphan : orphans) {
        again(orphan.call(), orphan.call().number() == lastBegun, completions);
      }
      worker = null;
      ready = false;
      toldToWorker.clear();
      lock.notifyAll();
    }
    completions.forEach(Runnable::run);
    boolean expected;
    synchronized (lock) {
      expected = closed;
    }
    if (!expected) {
      LOG.warn("the decoders' worker ended; another one is started");
    }
    if (!wasReady) {
      refuseWaiting(expected ? Why.CLOSED : Why.BUSY);
    }
  }

  private void again(Call call, boolean guilty, List<Runnable> completions) {
    Script script = call.script();
    if (closed) {
      completions.add(
          () -> call.answer().completeExceptionally(new NotDecodedException(Why.CLOSED)));
    } else if (guilty) {
      Answer answer = stopped("nothing could stop it but the end of the process that ran it");
      List<Call> resting = settle(script, answer);
      completions.add(() -> call.answer().complete(answer));
      resting.forEach(
          each ->
              completions.add(() -> each.answer().complete(stopped(each.script().restDetail()))));
    } else if (call.attempt() >= ATTEMPTS) {
      completions.add(() -> call.answer().completeExceptionally(new NotDecodedException(Why.BUSY)));
    } else if (script.isResting()) {
      completions.add(() -> call.answer().complete(stopped(script.restDetail())));
    } else {
      script.waiting.addFirst(call.again());
      waiting.add(script);
      waitingCalls++;
    }
  }

  private void refuseWaiting(Why why) {
    List<Call> refused = new ArrayList<>();
    synchronized (lock) {
      for (Script script : waiting) {
        refused.addAll(script.waiting);
        script.waiting.clear();
      }
      waiting.clear();
      waitingCalls = 0;
    }
    refused.forEach(call -> call.answer().completeExceptionally(new NotDecodedException(why)));
  }

  private Answer stopped(String why) {
    return new Answer(Verdict.STOPPED, 0, 0, why.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (worker != null) {
        worker.release();
      }
      lock.notifyAll();
    }
    refuseWaiting(Why.CLOSED);
  }
}
