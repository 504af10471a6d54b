package dk.bypuls.endtoend;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a journey the running city. */
final class JourneyStand implements BeforeAllCallback {

  private @Nullable RunningCity running;

  RunningCity running() {
    return Objects.requireNonNull(running);
  }

  @Override
  public void beforeAll(ExtensionContext journey) {
    running = RunningCity.of(journey);
  }
}
