package dk.bypuls.api.allowance;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections listen, by asker: nobody takes all the seats. */
@ApplicationScoped
public class Seats {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final int most;
  private final Map<Asker, Integer> taken = new ConcurrentHashMap<>();

  Seats(AllowanceLimits limits) {
    this.most = limits.listening();
  }

  /**
   * Takes a seat; answers false where the asker has enough. Give it back with {@link #giveBack}.
   */
  public boolean tryTake(Asker asker) {
    boolean isTaken = taken.merge(asker, 1, Integer::sum) <= most;
    if (!isTaken) {
      giveBack(asker);
    }
    return isTaken;
  }

  /** What is said to who has enough. */
  public ProblemException enough() {
    return Problem.tooManyRequests(
            "%d connections from you listen already. Close one, or have one connection hear several datasets: \"dataset\" may be repeated."
                .formatted(most),
            RETRY_AFTER)
        .asException();
  }

  public void giveBack(Asker asker) {
    taken.computeIfPresent(asker, (who, count) -> count > 1 ? count - 1 : null);
  }
}
