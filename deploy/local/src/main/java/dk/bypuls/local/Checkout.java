package dk.bypuls.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that Bypuls was checked out to; what was built is found below it. */
public record Checkout(Path folder) {
  private static final Path LANDMARK = Path.of("deploy", "local", "fetch-timescaledb");

  /** Named by the system property {@code bypuls.checkout}, else above the working folder. */
  public static Checkout find() {
    String named = System.getProperty("bypuls.checkout");
    Path start = Path.of(named == null ? "" : named).toAbsolutePath().normalize();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(LANDMARK))) {
        return new Checkout(folder);
      }
    }
    throw new PartFailure("no Bypuls checkout at or above " + start + "; set -Dbypuls.checkout");
  }

  Path resolve(String path) {
    return folder.resolve(path);
  }
}
