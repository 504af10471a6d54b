package dk.bypuls.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a city that another process supervises, and whatever that one leaves behind. */
public final class Stop {
  private static final Duration LIMIT = Duration.ofSeconds(75);

  private Stop() {}

  /** Returns when no process of that city is left. */
  public static void city(CityFolder city, Progress progress) {
    if (CityLock.isTaken(city)) {
      CityStatus.read(city)
          .flatMap(status -> ProcessHandle.of(status.supervisor()))
          .ifPresent(supervisor -> stop(supervisor, city, progress));
    } else {
      progress.say("no city runs in " + city.path());
    }
    Leftovers.end(city, progress);
  }

  private static void stop(ProcessHandle supervisor, CityFolder city, Progress progress) {
    progress.tell("stopping the city in " + city.path());
    Signals.send("TERM", supervisor);
    try {
      supervisor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      progress.tell("stopped");
    } catch (TimeoutException | ExecutionException e) {
      progress.tell("it takes too long; ending it");
      supervisor.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process that supervises the city in that folder, if one does. */
  public static Optional<Long> supervisor(CityFolder city) {
    return CityLock.isTaken(city)
        ? CityStatus.read(city).map(CityStatus::supervisor)
        : Optional.empty();
  }
}
