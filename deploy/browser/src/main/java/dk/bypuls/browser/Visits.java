package dk.bypuls.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Visits to the pages in a real browser: what they asked for elsewhere and what went wrong is kept
 * until their end.
 */
public final class Visits implements AutoCloseable {

  /** Where the module that is tested puts what it makes. */
  public static final Path TARGET = Path.of(System.getProperty("bypuls.target", "target"));

  private static final String AT_REST =
      "() => document.getAnimations().forEach(each => {"
          + " const end = each.effect?.getComputedTiming().endTime;"
          + " if (Number.isFinite(end)) { each.finish(); } else { each.cancel(); } })";

  private final Supplier<Chromium> chromium;
  private final String site;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> foreignRequests = new CopyOnWriteArrayList<>();

  /** What pages said that went wrong. */
  public final List<String> errors = new CopyOnWriteArrayList<>();

  /**
   * Visits to a site.
   *
   * @param chromium the browser, asked for when the first page is opened
   * @param site its address
   */
  public Visits(Supplier<Chromium> chromium, String site) {
    this.chromium = chromium;
    this.site = site;
  }

  /** A large screen. */
  public static Browser.NewContextOptions desktop() {
    return new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("da-DK");
  }

  /** A phone in a hand. */
  public static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setHasTouch(true)
        .setIsMobile(true)
        .setLocale("da-DK");
  }

  /** Opens a page of the site, as somebody who has not been there. */
  public Page open(Browser.NewContextOptions options, String path) {
    BrowserContext context = chromium.get().browser().newContext(options);
    contexts.add(context);
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onRequest(
        request -> {
          if (!request.url().startsWith(site) && !request.url().startsWith("blob:" + site)) {
            foreignRequests.add(request.url());
          }
        });
    page.onConsoleMessage(
        message -> {
          if ("error".equals(message.type())) {
            errors.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(errors::add);
    page.navigate(URI.create(site).resolve(path).toString());
    return page;
  }

  /** What axe-core finds: nobody may be kept out by how a page is made. */
  public static List<?> violations(Page page) throws IOException {
    // What is still fading in has not the colours that it will have.
    page.evaluate(AT_REST);
    page.evaluate(Files.readString(WebSources.file("node_modules/axe-core/axe.min.js")));
    // Every rule is tried; only what is wrong is described, which is what takes its time.
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']}))"
                + ".violations.map(v => v.id + ': ' +"
                + " v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))");
  }

  /** Keeps what the page looks like, for people to look at. */
  public static void shoot(Page page, String name) {
    page.screenshot(shot(name));
  }

  /** The same, of all of it. */
  public static void shootWhole(Page page, String name) {
    page.screenshot(shot(name).setFullPage(true));
  }

  /** A hidden caret would be a style of Playwright's own, which the page's policy forbids. */
  private static Page.ScreenshotOptions shot(String name) {
    return new Page.ScreenshotOptions()
        .setCaret(ScreenshotCaret.INITIAL)
        .setPath(TARGET.resolve("screenshots").resolve(name + ".png"));
  }

  /** Ends them. No page may have asked for anything elsewhere. */
  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    assertThat(foreignRequests).as("requests that leave the page's origin").isEmpty();
  }
}
