package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.ScriptRunner.Batch;
import dk.bypuls.ingest.decoder.Worker.Answered;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The thread that starts workers and writes to them, and the one that hears what each says. */
final class WorkerThreads {

  private static final Logger LOG = Logger.getLogger(WorkerThreads.class);

  private final DecoderSettings settings;
  private final ScriptRunner runner;

  WorkerThreads(DecoderSettings settings, ScriptRunner runner) {
    this.settings = settings;
    this.runner = runner;
  }

  /** Begins; ends when the runner is closed. */
  void begin() {
    start("decoder-sender", this::send);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    for (Batch next = runner.awaitWork(); !next.isLast(); next = runner.awaitWork()) {
      Worker worker = next.worker();
      if (worker == null) {
        startWorker();
      } else {
        write(worker, next);
      }
    }
  }

  private void startWorker() {
    try {
      Worker worker = Worker.start(settings);
      runner.started(worker);
      start("decoder-listener", () -> listen(worker));
    } catch (IOException | IllegalStateException e) {
      LOG.errorf("the decoders' worker cannot be started: %s", e.getMessage());
      runner.notStarted();
    }
  }

  private static void write(Worker worker, Batch batch) {
    try {
      for (Script script : batch.gone()) {
        worker.forget(script);
      }
      for (Script script : batch.news()) {
        worker.adopt(script);
      }
      for (Call call : batch.calls()) {
        worker.call(call);
      }
      worker.flush();
    } catch (IOException e) {
      // Whoever listens to it notices as well, and knows what to do.
      worker.kill();
    }
  }

  private void listen(Worker worker) {
    boolean wasReady = false;
    try {
      while (true) {
        if (worker.read() instanceof Answered answered) {
          runner.answered(answered);
        } else {
          wasReady = true;
          runner.ready();
        }
      }
    } catch (IOException e) {
      LOG.debug("the worker's stream ended", e);
    } finally {
      runner.ended(worker, wasReady);
    }
  }
}
