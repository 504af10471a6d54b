package dk.bypuls.browser;

import dk.bypuls.local.Checkout;
import java.nio.file.Path;

/** Where the pages are made, and what they are made with. */
final class WebSources {

  private static final String FOLDER = "api-service/src/main/webui";

  private WebSources() {}

  static Path file(String name) {
    return Checkout.find().folder().resolve(FOLDER).resolve(name);
  }
}
