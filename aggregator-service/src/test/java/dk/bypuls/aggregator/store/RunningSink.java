package dk.bypuls.aggregator.store;

import dk.bypuls.events.Window;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** A sink in a thread of its own. */
final class RunningSink implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HistorySink sink;
  private final Thread thread;

  RunningSink(DataSource dataSource, HistorySettings settings, String bootstrapServers) {
    this(dataSource, settings, bootstrapServers, window -> false);
  }

  RunningSink(
      DataSource dataSource,
      HistorySettings settings,
      String bootstrapServers,
      Predicate<Window> recalled) {
    sink =
        new HistorySink(
            dataSource, settings, bootstrapServers, "test", new HistoryMetrics(registry), recalled);
    thread = new Thread(sink, "sink under test");
    thread.start();
  }

  HistoryState state() {
    return sink.state();
  }

  void awaitDoing(HistoryState.Doing doing) throws Exception {
    await("doing " + doing, () -> sink.state().doing() == doing);
  }

  /** Both at once: it may go on by itself. */
  void awaitState(HistoryState.Doing doing, String detail) throws Exception {
    await(
        "doing " + doing + ": " + detail,
        () -> {
          HistoryState now = sink.state();
          return now.doing() == doing && now.detail().contains(detail);
        });
  }

  double metric(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).gauge().value();
  }

  double count(String name) {
    return registry.get(name).counter().count();
  }

  double count(String name, HistorySide side) {
    return registry.get(name).tag("side", side.schema()).counter().count();
  }

  /** Returns when it is so; fails when it is not so in time. */
  void await(String what, Callable<Boolean> fact) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!fact.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + LIMIT + ": " + what + "; it is " + sink.state());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    sink.stop();
    thread.join(LIMIT.toMillis());
    if (thread.isAlive()) {
      throw new AssertionError("the sink did not stop");
    }
  }
}
