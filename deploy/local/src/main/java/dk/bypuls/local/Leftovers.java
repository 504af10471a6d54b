package dk.bypuls.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of a city that nobody supervises any more. */
public final class Leftovers {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Ends them, and fails when that is not possible. */
  public static void end(CityFolder city, Progress progress) {
    List<ProcessHandle> left = Processes.of(city);
    if (left.isEmpty()) {
      return;
    }
    progress.tell("ending " + left.size() + " processes left over from before");
    left.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : left) {
      try {
        process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new PartFailure("process " + process.pid() + " of the city does not end", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
