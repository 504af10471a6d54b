package dk.bypuls.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The machine's own Chromium, driven by Playwright: the driver is playwright-core from npm and runs
 * on the Node that builds the pages, so nothing of it is downloaded a second time.
 */
public final class Chromium implements AutoCloseable {

  private static final Namespace BROWSER = Namespace.create(Chromium.class);

  /** How long a page may take to show what it should on a machine that is busy with others. */
  static final double PATIENCE_MILLIS = 60_000;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          // Maps are drawn without a graphics card, as on the machines that build.
          "--use-gl=angle",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * The one that all tests of this run share, ended after the last of them; a test that comes here
   * with {@code -DskipBrowser} is left out.
   */
  public static Chromium shared(ExtensionContext test) {
    Store ofAll = test.getRoot().getStore(BROWSER);
    boolean wanted = ofAll.computeIfAbsent("wanted", key -> isWanted(), Boolean.class);
    Assumptions.assumeTrue(wanted, "-DskipBrowser");
    return ofAll.computeIfAbsent("browser", key -> start(), Chromium.class);
  }

  private static boolean isWanted() {
    boolean skipped = System.getProperty("skipBrowser") != null;
    if (skipped) {
      System.out.println("Browser tests are left out, as -DskipBrowser says.");
    }
    return !skipped;
  }

  private static Chromium start() {
    try {
      return launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Chromium launch() throws IOException, InterruptedException {
    Path executable = executable();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    System.setProperty("playwright.cli.dir", driver().toString());
    Map<String, String> environment = new HashMap<>();
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("PLAYWRIGHT_NODEJS_PATH", required("node", "nodejs").toString());
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(OPTIONS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** The browser itself. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** Playwright looks for its driver in a folder named "package". */
  private static Path driver() throws IOException {
    Path core = WebSources.file("node_modules/playwright-core").toAbsolutePath();
    Path folder = Files.createDirectories(Visits.TARGET.resolve("playwright"));
    Path link = folder.resolve("package");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, core);
    return folder;
  }

  private static Path executable() throws IOException, InterruptedException {
    Optional<Path> found = find();
    if (found.isEmpty() && "root".equals(System.getProperty("user.name"))) {
      install();
      found = find();
    }
    return found.orElseThrow(
        () ->
            new IllegalStateException(
                "The browser tests need Chromium. Install it (Debian: apt install chromium), or"
                    + " leave them out with -DskipBrowser."));
  }

  private static Optional<Path> find() {
    return NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
  }

  private static void install() throws IOException, InterruptedException {
    if (onPath("apt-get").isEmpty()) {
      return;
    }
    System.out.println("Installing Debian's chromium for the browser tests ...");
    for (List<String> command :
        List.of(
            List.of("apt-get", "-q", "update"),
            List.of("apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium"))) {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      int exit = builder.start().waitFor();
      System.out.println("  " + String.join(" ", command) + (exit == 0 ? ": done" : ": failed"));
    }
  }

  private static Path required(String name, String debianPackage) {
    return onPath(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is missing. Install it (Debian: apt install " + debianPackage + ")."));
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
