package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first page in a real browser, over a made-up town that speaks the open API's shapes. */
class LivingCityIT {

  private static final Path WEBUI = Path.of(System.getProperty("bypuls.webui", "src/main/webui"));
  private static final Path TARGET = Path.of(System.getProperty("bypuls.target", "target"));
  private static final int PLACES = 150;
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

  private static Chromium chromium;
  private StubCity city;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> foreignRequests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startBrowser() throws Exception {
    Assumptions.assumeTrue(Chromium.isWanted(), "-DskipBrowser");
    chromium = Chromium.start(WEBUI, TARGET.resolve("playwright"));
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void startCity() throws Exception {
    city = new StubCity(TARGET.resolve("classes/META-INF/resources"), 0, PLACES);
  }

  @AfterEach
  void stopCity() {
    contexts.forEach(BrowserContext::close);
    city.close();
    assertThat(foreignRequests).as("requests that leave the page's origin").isEmpty();
  }

  @Test
  void showsThePlacesOfTheCity() {
    // When
    Page page = open(desktop(), "/");

    // Then
    assertThat(page.locator("h1")).hasText("Bypuls");
    assertThat(page.locator(".state")).hasText("Live");
    long places = city.town.lines.stream().map(StubTown.Line::spot).distinct().count();
    assertThat(page.locator("#places")).hasText(places + " steder");
    assertThat(page.locator(".marker")).hasCount((int) places);
    assertThat(page.locator(".chip")).hasCount(city.town.datasets.size() + 1);
    assertThat(page.locator(".simulated")).hasText("Opdigtet by");
    assertThat(errors).isEmpty();
  }

  @Test
  void liveEventUpdatesTheValueEverywhere() {
    // Given
    StubTown.Line line = firstOf("air-temperature");
    Page page = open(desktop(), "/?dataset=havnstrup-weather&quantity=air-temperature");
    assertThat(page.locator(".state")).hasText("Live");

    row(page, line).scrollIntoViewIfNeeded();

    // When
    city.tell(city.town.running(line, Instant.now(), 7.77));

    // Then
    assertThat(row(page, line).locator(".row-value")).hasText("7,77 °C");
    assertThat(marker(page, line).locator(".label")).hasText("7,77 °C");
  }

  @Test
  void placeShowsItsSeriesWithTheLastDay() {
    // Given
    StubTown.Line line = firstOf("rain-amount");
    Page page = open(desktop(), "/");

    // When
    row(page, line).click();

    // Then
    assertThat(page.locator("#place-name")).hasText(line.spot().danish());
    assertThat(page.locator("#place-name")).isFocused();
    Locator card = page.locator(".card", new Page.LocatorOptions().setHasText("Nedbør"));
    assertThat(card.locator(".sparkline")).isVisible();
    assertThat(card.locator(".card-range")).containsText("i alt");
    assertThat(card.locator(".card-unit")).hasText("mm på 1 min.");
  }

  @Test
  void speaksTheAskedLanguage() {
    // Given
    Page page = open(desktop(), "/?dataset=havnstrup-weather");

    // When
    page.locator("[data-language=en]").click();

    // Then
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator(".tagline")).containsText("The city right now");
    assertThat(page.locator(".chip[aria-current]").first()).hasText("Weather");
    assertThat(page.url()).contains("dataset=havnstrup-weather").contains("lang=en");
  }

  @Test
  void switchesBetweenDarkAndLightWithoutCookies() {
    // Given
    Page page = open(desktop().setColorScheme(ColorScheme.DARK), "/");
    String dark = background(page);

    // When
    page.locator(".switches a[data-go]").click();

    // Then
    assertThat(page.locator("html")).hasAttribute("data-colour", "light");
    assertThat(background(page)).isNotEqualTo(dark);
    assertThat(page.url()).contains("colour=light");
    assertThat(page.context().cookies()).isEmpty();
    assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?dataset=havnstrup-weather",
        "/?view=table",
        "/?place=havnstrup-place-004&lang=en"
      })
  void phoneNeverScrollsSideways(String path) {
    // When
    Page page = open(phone().setViewportSize(320, 700), path);

    // Then
    assertThat(page.locator(".state")).hasText("Live");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
  }

  @Test
  void keyboardReachesAndOpensAPlace() {
    // Given
    Page page = open(desktop(), "/");
    assertThat(page.locator(".marker").first()).isAttached();
    page.locator(".marker[tabindex='0']").focus();
    Object first = page.evaluate("document.activeElement.dataset.place");

    // When
    page.keyboard().press("ArrowDown");
    Object second = page.evaluate("document.activeElement.dataset.place");
    page.keyboard().press("Enter");

    // Then
    assertThat(second).isNotNull().isNotEqualTo(first);
    assertThat(page.url()).contains("place=" + second);
    assertThat(page.locator("#place-name")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator(".place-panel")).isHidden();
    assertThat(page.locator(".row[data-place='" + second + "']")).isFocused();
  }

  @Test
  void saysThatItIsOfflineAndComesBack() {
    // Given
    Page page = open(desktop(), "/");
    assertThat(page.locator(".state")).hasText("Live");

    // When
    city.live(false);

    // Then
    Locator notice = page.locator(".notice.bad");
    assertThat(notice).isVisible(PATIENTLY);
    assertThat(notice).containsText("Værdierne er fra kl.");
    assertThat(page.locator(".state")).hasText("Ingen forbindelse");
    shoot(page, "offline-desktop-light-da");
    city.live(true);
    assertThat(notice).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(30_000));
    assertThat(page.locator(".state")).hasText("Live");
  }

  @Test
  void liveGoesOnWhileHistoryIsAway() {
    // Given
    city.history(false);
    StubTown.Line line = firstOf("air-temperature");

    // When
    Page page = open(desktop(), "/?place=" + line.spot().id());

    // Then
    assertThat(page.locator(".notice.wait")).isVisible(PATIENTLY);
    assertThat(page.locator(".state")).hasText("Live");
    assertThat(page.locator(".card-value").first()).not().hasText("ingen værdi endnu");
    assertThat(page.locator(".card-range").first()).hasText("Døgnet kan ikke hentes lige nu.");
    shoot(page, "history-away-desktop-light-da");
  }

  @Test
  void saysThatNothingIsOpenYet() {
    // Given
    city.datasets(false);

    // When
    Page page = open(phone(), "/");

    // Then
    assertThat(page.locator(".message")).containsText("ikke åbnet nogen datasæt");
    shoot(page, "empty-phone-light-da");
  }

  @Test
  void triesAgainWhenTheCityDoesNotAnswer() {
    // Given
    city.answering(false);
    Page page = open(phone(), "/");
    assertThat(page.locator(".message")).containsText("svarer ikke");
    shoot(page, "failed-phone-light-da");
    city.answering(true);

    // When
    page.locator(".message button").click();

    // Then
    assertThat(page.locator(".message")).isHidden();
    assertThat(page.locator(".state")).hasText("Live");
  }

  @Test
  void tableHasEveryValue() {
    // When
    Page page = open(desktop(), "/?view=table");

    // Then
    assertThat(page.locator("tbody tr")).hasCount(city.town.lines.size());
    assertThat(page.locator("tbody tr").first().locator("td.number")).not().hasText("");
  }

  @Test
  void twoThousandChangesASecondKeepThePageSmooth() {
    // Given
    Page page = open(desktop(), "/?dataset=havnstrup-weather");
    assertThat(page.locator(".state")).hasText("Live");
    CDPSession session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    page.evaluate(
        "() => { window.longest = 0; window.frames_ = 0;"
            + " new PerformanceObserver(list => list.getEntries().forEach(e => window.longest ="
            + " Math.max(window.longest, e.duration))).observe({type: 'longtask'});"
            + " const tick = () => { window.frames_++; requestAnimationFrame(tick); }; tick(); }");

    // When
    int seconds = 5;
    double busyBefore = scriptSeconds(session);
    city.tellMany(2000, seconds);
    double busy = (scriptSeconds(session) - busyBefore) / seconds;

    // Then
    System.out.printf(
        "2,000 changes a second: script busy %.1f %%, %s frames a second, longest task %s ms%n",
        100 * busy,
        Math.round(((Number) page.evaluate("window.frames_")).doubleValue() / seconds),
        page.evaluate("Math.round(window.longest)"));
    assertThat(busy).as("share of the time that script runs").isLessThan(0.5);
    assertThat(page.locator(".state")).hasText("Live");
  }

  @ParameterizedTest
  @CsvSource({
    "desktop, light, da",
    "desktop, dark, en",
    "phone, light, en",
    "phone, dark, da",
    "desktop, light, en",
    "desktop, dark, da",
    "phone, light, da",
    "phone, dark, en",
  })
  void everyFaceIsAccessible(String size, String colour, String language) throws Exception {
    // Given
    String weather = "dataset=havnstrup-weather&quantity=air-temperature";
    String place = firstOf("air-temperature").spot().id();
    Map<String, String> faces =
        Map.of(
            "city", "/?lang=" + language,
            "theme", "/?" + weather + "&lang=" + language,
            "place", "/?" + weather + "&place=" + place + "&lang=" + language,
            "table", "/?view=table&lang=" + language);
    Browser.NewContextOptions options = "phone".equals(size) ? phone() : desktop();
    options
        .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setReducedMotion(ReducedMotion.REDUCE);
    String axe = Files.readString(WEBUI.resolve("node_modules/axe-core/axe.min.js"));

    for (Map.Entry<String, String> face : faces.entrySet()) {
      // When
      Page page = open(options, face.getValue());
      assertThat(page.locator(".state")).hasText("Live");
      if ("place".equals(face.getKey())) {
        assertThat(page.locator(".sparkline").first()).isVisible();
        page.evaluate("document.querySelector('.place-panel').scrollIntoView()");
      }
      List<?> violations = "da".equals(language) ? violations(page, axe) : List.of();

      // Then
      shoot(page, String.join("-", face.getKey(), size, colour, language));
      assertThat(violations).as(face.getKey()).isEmpty();
      page.close();
    }
  }

  /** What axe-core finds; the words of a language make no difference to it. */
  private static List<?> violations(Page page, String axe) {
    page.evaluate(axe);
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run(document)).violations.map(v => v.id + ': ' +"
                + " v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))");
  }

  private Page open(Browser.NewContextOptions options, String path) {
    BrowserContext context = chromium.browser.newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.onRequest(
        request -> {
          if (!request.url().startsWith(city.address())) {
            foreignRequests.add(request.url());
          }
        });
    page.onConsoleMessage(
        message -> {
          if ("error".equals(message.type())) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.navigate(URI.create(city.address()).resolve(path).toString());
    return page;
  }

  private StubTown.Line firstOf(String quantity) {
    return city.town.lines.stream()
        .filter(line -> line.measured().id().equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  private static Locator row(Page page, StubTown.Line line) {
    return page.locator(".row[data-place='" + line.spot().id() + "']");
  }

  private static Locator marker(Page page, StubTown.Line line) {
    return page.locator(".marker[data-place='" + line.spot().id() + "']");
  }

  private static String background(Page page) {
    return (String) page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  }

  private static double scriptSeconds(CDPSession session) {
    JsonObject answer = session.send("Performance.getMetrics");
    for (JsonElement metric : answer.getAsJsonArray("metrics")) {
      JsonObject figure = metric.getAsJsonObject();
      if ("ScriptDuration".equals(figure.get("name").getAsString())) {
        return figure.get("value").getAsDouble();
      }
    }
    throw new IllegalStateException("Chromium does not say for how long scripts ran");
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(TARGET.resolve("screenshots").resolve(name + ".png")));
  }

  private static Browser.NewContextOptions desktop() {
    return new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("da-DK");
  }

  private static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setHasTouch(true)
        .setIsMobile(true)
        .setLocale("da-DK");
  }
}
