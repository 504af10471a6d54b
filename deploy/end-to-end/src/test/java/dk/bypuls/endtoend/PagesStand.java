package dk.bypuls.endtoend;

import dk.bypuls.browser.Chromium;
import dk.bypuls.browser.Visits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test the running city with its street, and visits to it in a real browser. */
final class PagesStand implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

  private @Nullable Chromium chromium;
  private @Nullable Street street;
  private @Nullable Visits visits;

  Street street() {
    return Objects.requireNonNull(street);
  }

  Visits visits() {
    return Objects.requireNonNull(visits);
  }

  /** Without a browser no city is started for it. */
  @Override
  public void beforeAll(ExtensionContext pages) {
    chromium = Chromium.shared(pages);
    street = Street.of(pages);
  }

  @Override
  public void beforeEach(ExtensionContext page) {
    Chromium browser = Objects.requireNonNull(chromium);
    visits = new Visits(() -> browser, street().city().api("/").toString());
  }

  @Override
  public void afterEach(ExtensionContext page) {
    visits().close();
  }
}
