package dk.bypuls.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Main {

  private Main() {}

  public static void main(String... arguments) {
    // Whoever reads an address refuses what cannot be read, and says why; to parse each one before
    // that would only answer with a 400 without a word.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(arguments);
  }
}
