package dk.bypuls.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a fact, for so long at most. */
final class Until {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private Until() {}

  static void isTrue(String fact, Duration atMost, BooleanSupplier check) {
    present(fact, atMost, () -> check.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  static <T> T present(String fact, Duration atMost, Supplier<Optional<T>> supplier) {
    Instant deadline = Instant.now().plus(atMost);
    while (true) {
      Optional<T> found = supplier.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("after " + atMost.toSeconds() + " s still not: " + fact);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
