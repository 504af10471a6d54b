package dk.bypuls.api.history;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where questions about the past queue: a few at a time, a bounded line, no more rows than fit. */
@ApplicationScoped
public class HistoryDesk {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final HistoryStore open;
  private final HistoryStore exact;
  private final Semaphore rows;
  private final ThreadPoolExecutor workers;
  private final Counter refused;

  HistoryDesk(
      HistoryLimits limits,
      @DataSource("open") AgroalDataSource openPool,
      @DataSource("exact") AgroalDataSource exactPool,
      MeterRegistry meters) {
    open = new HistoryStore("open", openPool);
    exact = new HistoryStore("exact", exactPool);
    rows = new Semaphore(limits.rowsInMemory());
    refused =
        Counter.builder("bypuls.history.refused")
            .description("Questions that were refused because too many were being answered")
            .register(meters);
    workers =
        new ThreadPoolExecutor(
            limits.workers(),
            limits.workers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.waiting()),
            task -> new Thread(task, "history"));
  }

  @PreDestroy
  void close() {
    workers.shutdownNow();
  }

  HistoryStore open() {
    return open;
  }

  HistoryStore exact() {
    return exact;
  }

  /** Has a question answered by a worker, or refuses it at once. */
  <A> Future<A> answer(Supplier<A> question) {
    Promise<A> answer = Promise.promise();
    try {
      workers.execute(() -> answer(question, answer));
    } catch (RejectedExecutionException full) {
      answer.fail(tooMuch());
    }
    return answer.future();
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

  /** Whether the open side's history can be read now. */
  public Future<Boolean> isReachable() {
    return answer(() -> open.ask(HistoryRows::horizon) >= 0).otherwise(false);
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
