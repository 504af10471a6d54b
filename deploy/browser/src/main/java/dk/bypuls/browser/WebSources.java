package dk.bypuls.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the pages are made, and what they are made with. */
final class WebSources {

  private static final String FOLDER = "api-service/src/main/webui";

  private WebSources() {}

  static Path file(String name) {
    return folder().resolve(name);
  }

  /** In the checkout that the system property {@code bypuls.checkout} names, else above us. */
  private static Path folder() {
    Path start = Path.of(System.getProperty("bypuls.checkout", "")).toAbsolutePath().normalize();
    return Stream.iterate(start, Objects::nonNull, Path::getParent)
        .map(each -> each.resolve(FOLDER))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no " + FOLDER + " at or above " + start + "; set -Dbypuls.checkout"));
  }
}
