package dk.bypuls.api.web;

import dk.bypuls.browser.Chromium;
import dk.bypuls.browser.Visits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test of the pages needs: a made-up city of its own, and visits to it in the one browser of
 * all these tests.
 */
final class PageStand implements BeforeEachCallback, AfterEachCallback {

  private final StubCity city;
  private final Visits visits;
  private @Nullable Chromium chromium;

  /**
   * A stand.
   *
   * @param places how many places its city has
   */
  PageStand(int places) {
    try {
      city = new StubCity(built(), 0, places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    visits = new Visits(this::chromium, city.address());
  }

  /** The pages as they were built. */
  static Path built() {
    return Visits.TARGET.resolve("classes/META-INF/resources");
  }

  StubCity city() {
    return city;
  }

  Visits visits() {
    return visits;
  }

  Chromium chromium() {
    return Objects.requireNonNull(chromium);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    chromium = Chromium.shared(test);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    try (StubCity ended = city) {
      visits.close();
    }
  }
}
