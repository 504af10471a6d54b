package dk.bypuls.api.history;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Reads what an answer will need next while what it has is being written, so that the database and
 * who writes need not wait for each other; for one answer at a time, and only where there is time
 * for it.
 */
final class ReadAhead {

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final BooleanSupplier isTime;
  private final ThreadPoolExecutor reader;

  /**
   * Has read nothing yet.
   *
   * @param isTime whether nobody waits for what this would take
   */
  ReadAhead(BooleanSupplier isTime) {
    this.isTime = isTime;
    this.reader =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, "history-ahead"));
  }

  /** Begins to read; absent where there is no time for it. */
  <A> Optional<CompletableFuture<A>> begin(Supplier<A> reading) {
    if (!isTime.getAsBoolean()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CompletableFuture.supplyAsync(reading, reader));
    } catch (RejectedExecutionException reads) {
      return Optional.empty();
    }
  }

  void close() {
    reader.shutdownNow();
  }
}
