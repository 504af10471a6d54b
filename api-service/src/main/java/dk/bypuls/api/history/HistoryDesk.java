package dk.bypuls.api.history;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.allowance.FairLine;
import dk.bypuls.api.allowance.Strain;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Where questions about the past queue: a few at a time, a bounded line, no more rows than fit. */
@Singleton
public class HistoryDesk {

  /** How many a pool has for it. */
  private static final int CONNECTIONS = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration STREAM_RETRY_AFTER = Duration.ofSeconds(60);

  private final HistoryStore open;
  private final HistoryStore exact;
  private final Semaphore rows;
  private final FairLine line;
  private final Strain strain;
  private final Semaphore streams;
  private final ExecutorService workers;
  private final ReadAhead ahead;
  private final Counter refused;

  HistoryDesk(
      HistoryLimits limits,
      @DataSource("open") AgroalDataSource openPool,
      @DataSource("exact") AgroalDataSource exactPool,
      Strain strain,
      MeterRegistry meters) {
    rows = new Semaphore(limits.rowsInMemory());
    streams = new Semaphore(limits.streams());
    refused =
        Counter.builder("bypuls.history.refused")
            .description("Questions that were refused because too many were being answered")
            .register(meters);
    this.strain = strain;
    int atOnce = limits.workers().orElse(workersOn(Runtime.getRuntime().availableProcessors()));
    workers = Executors.newFixedThreadPool(atOnce, task -> new Thread(task, "history"));
    line = new FairLine(workers, atOnce, limits.waiting(), limits.waitingOfOne());
    // Who waits for a turn has it first, and live has all it needs (D7).
    ahead = new ReadAhead(() -> line.isEmpty() && !strain.isTooMuch());
    open = new HistoryStore("open", openPool::getConnection, ahead);
    exact = new HistoryStore("exact", exactPool::getConnection, ahead);
  }

  /** One fewer than there are cores, so that history cannot take all of them from live (D7). */
  static int workersOn(int cores) {
    return Math.max(1, Math.min(CONNECTIONS, cores - 1));
  }

  @PreDestroy
  void close() {
    workers.shutdownNow();
    ahead.close();
  }

  HistoryStore open() {
    return open;
  }

  HistoryStore exact() {
    return exact;
  }

  /** Has a question answered by a worker in its asker's turn, or refuses it at once. */
  <A> Future<A> answer(Asker asker, Supplier<A> question) {
    if (strain.isTooMuch()) {
      return Future.failedFuture(tooMuch());
    }
    Promise<A> answer = Promise.promise();
    FairLine.Entry entry = line.enter(asker, () -> answer(question, answer));
    return switch (entry) {
      case TAKEN -> answer.future();
      case ASKER_HAS_ENOUGH -> Future.failedFuture(enough());
      case FULL -> Future.failedFuture(tooMuch());
      case CLOSED -> Future.failedFuture(stopping());
    };
  }

  /** Has the next part of an answer made that was begun: it waits for its asker's turn. */
  <A> Future<A> goOn(Asker asker, Supplier<A> part) {
    Promise<A> answer = Promise.promise();
    return line.goOn(asker, () -> answer(part, answer))
        ? answer.future()
        : Future.failedFuture(stopping());
  }

  private static <A> void answer(Supplier<A> question, Promise<A> answer) {
    try {
      answer.complete(question.get());
    } catch (RuntimeException failure) {
      answer.fail(failure);
    }
  }

  /** Sets room aside for so many rows, or refuses. Give it back with {@link #giveBack}. */
  void setAside(int count) {
    if (!rows.tryAcquire(count)) {
      throw tooMuch();
    }
  }

  void giveBack(int count) {
    rows.release(count);
  }

  /** Lets one more whole answer begin, or refuses. Give it back with {@link #streamIsOver}. */
  void beginStream() {
    if (!streams.tryAcquire()) {
      refused.increment();
      throw Problem.unavailable(
              "As many whole answers as there may be are on their way. Try again in a minute, or"
                  + " ask page by page: leave out limit=all.",
              STREAM_RETRY_AFTER)
          .asException();
    }
  }

  void streamIsOver() {
    streams.release();
  }

  /** Whether the open side's history can be read now. */
  public Future<Boolean> isReachable() {
    return answer(Asker.OURSELVES, () -> open.ask(HistoryRows::horizon) >= 0).otherwise(false);
  }

  private ProblemException enough() {
    refused.increment();
    return Problem.tooManyRequests(
            "So many of your questions wait for their answers already. Ask the next one when you"
                + " have one of them, or ask for more at once with a higher \"limit\".",
            RETRY_AFTER)
        .asException();
  }

  private static ProblemException stopping() {
    return Problem.unavailable(
            "This service is stopping. Ask again: another instance answers, or this one when it is"
                + " back.",
            RETRY_AFTER)
        .asException();
  }

  private ProblemException tooMuch() {
    refused.increment();
    return Problem.unavailable(
            "Too much history is being asked for at the moment. Try again in a second; /v1/live and"
                + " /v1/datasets/{dataset}/latest are not affected.",
            RETRY_AFTER)
        .asException();
  }
}
