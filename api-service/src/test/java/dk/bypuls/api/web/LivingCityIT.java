package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bypuls.browser.Visits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first page in a real browser, over a made-up town that speaks the open API's shapes. */
class LivingCityIT {

  private static final int PLACES = 150;
  private static final double PAINTED_MILLIS = 1_500;
  private static final double FRAME_MILLIS = 4;
  private static final double LONGEST_MILLIS = 50;
  private static final String LARGEST_PAINT =
      "() => new Promise(told => new PerformanceObserver(list => told(Math.max("
          + "...list.getEntries().map(entry => entry.startTime))))"
          + ".observe({type: 'largest-contentful-paint', buffered: true}))";

  @RegisterExtension final PageStand stand = new PageStand(PLACES);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();

  @Test
  void showsThePlacesOfTheCity() {
    // When
    Page page = open(Visits.desktop(), "/");

    // Then
    assertThat(page.locator("h1")).containsText("Byen lige nu");
    assertThat(page.locator(".frame-ways a[aria-current=page]")).hasText("Byen");
    assertThat(page.locator(".state")).hasText("Live");
    long places = city.town.lines.stream().map(StubTown.Line::spot).distinct().count();
    assertThat(page.locator("#places")).hasText(places + " steder");
    assertThat(page.locator(".marker")).hasCount((int) places);
    assertThat(page.locator(".chip")).hasCount(city.town.datasets.size() + 1);
    assertThat(page.locator(".simulated")).hasText("Opdigtet by");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void liveEventUpdatesTheValueEverywhere() {
    // Given
    StubTown.Line line = firstOf("air-temperature");
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-weather&quantity=air-temperature");
    assertThat(page.locator(".state")).hasText("Live");
    // The row may be drawn anew meanwhile, which a hand on the mouse does not mind.
    row(page, line).hover();

    // When
    city.tell(city.town.running(line, soon(), 7.77));

    // Then
    assertThat(row(page, line).locator(".row-value")).hasText("7,77 °C");
    assertThat(marker(page, line).locator(".label")).hasText("7,77 °C");
  }

  @Test
  void placeShowsItsSeriesWithTheLastDay() {
    // Given
    StubTown.Line line = firstOf("rain-amount");
    StubPast.of(city, "havnstrup-weather");
    Page page = open(Visits.desktop(), "/");

    // When
    row(page, line).click();

    // Then
    assertThat(page.locator("#place-name")).hasText(line.spot().danish());
    assertThat(page.locator("#place-name")).isFocused();
    Locator card = page.locator(".card", new Page.LocatorOptions().setHasText("Nedbør"));
    assertThat(card.locator(".chart-drawing")).isVisible();
    assertThat(card.locator(".card-range")).containsText("i alt");
    assertThat(card.locator(".card-unit")).hasText("mm på 1 min.");
    Locator warmth = page.locator(".card", new Page.LocatorOptions().setHasText("Lufttemperatur"));
    assertThat(warmth.locator(".card-usual")).containsText("Normalt her");
    assertThat(warmth.locator(".chart-usual")).isAttached();
    assertThat(page.locator(".why")).hasAttribute("href", "/here/" + line.spot().id());
    assertThat(page.locator(".about[href='/datasets/havnstrup-weather']")).isVisible();
  }

  @Test
  void speaksTheAskedLanguage() {
    // Given
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-weather");

    // When
    page.locator("[data-language=en]").click();

    // Then
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator(".tagline")).containsText("The city right now");
    assertThat(page.locator(".chip[aria-current]").first()).hasText("Weather");
    assertThat(page).hasURL(Pattern.compile(".*dataset=havnstrup-weather.*"));
    assertThat(page).hasURL(Pattern.compile(".*lang=en.*"));
  }

  @Test
  void switchesBetweenDarkAndLightWithoutCookies() {
    // Given
    Page page = open(Visits.desktop().setColorScheme(ColorScheme.DARK), "/");
    String dark = background(page);

    // When
    page.locator(".switches a[data-colours]").click();

    // Then
    assertThat(page.locator("html")).hasAttribute("data-colour", "light");
    assertThat(page.locator("html")).not().hasCSS("background-color", dark);
    assertThat(page).hasURL(Pattern.compile(".*colour=light.*"));
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
    Page page = open(Visits.phone().setViewportSize(320, 700), path);

    // Then
    assertThat(page.locator(".state")).hasText("Live");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
  }

  @Test
  void keyboardReachesAndOpensAPlace() {
    // Given
    Page page = open(Visits.desktop(), "/");
    assertThat(page.locator(".state")).hasText("Live");
    assertThat(page.locator(".grounded")).isVisible();
    page.locator(".marker[tabindex='0']").focus();
    Object first = page.evaluate("document.activeElement.dataset.place");

    // When
    page.keyboard().press("ArrowDown");
    Object second = page.evaluate("document.activeElement.dataset.place");
    page.keyboard().press("Enter");

    // Then
    assertThat(second).isNotNull().isNotEqualTo(first);
    assertThat(page).hasURL(Pattern.compile(".*place=" + second + ".*"));
    assertThat(page.locator("#place-name")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator(".place-panel")).isHidden();
    assertThat(page.locator(".row[data-place='" + second + "']")).isFocused();
  }

  @Test
  void saysThatItIsOfflineAndComesBack() {
    // Given
    Page page = open(Visits.desktop(), "/");
    assertThat(page.locator(".state")).hasText("Live");

    // When
    city.live(false);

    // Then
    Locator notice = page.locator(".notice.bad");
    assertThat(notice).isVisible();
    assertThat(notice).containsText("Værdierne er fra kl.");
    assertThat(page.locator(".state")).hasText("Ingen forbindelse");
    Visits.shoot(page, "offline-desktop-light-da");
    city.live(true);
    assertThat(notice).isHidden();
    assertThat(page.locator(".state")).hasText("Live");
  }

  @Test
  void liveGoesOnWhileHistoryIsAway() {
    // Given
    city.history(false);
    StubTown.Line line = firstOf("air-temperature");

    // When
    Page page = open(Visits.desktop(), "/?place=" + line.spot().id());

    // Then
    assertThat(page.locator(".notice.wait")).isVisible();
    assertThat(page.locator(".state")).hasText("Live");
    assertThat(page.locator(".card-value").first()).not().hasText("ingen værdi endnu");
    assertThat(page.locator(".card-range").first()).hasText("Døgnet kan ikke hentes lige nu.");
    Visits.shoot(page, "history-away-desktop-light-da");
  }

  @Test
  void saysThatNothingIsOpenYet() {
    // Given
    city.datasets(false);

    // When
    Page page = open(Visits.phone(), "/");

    // Then
    assertThat(page.locator(".message")).containsText("ikke åbnet nogen datasæt");
    Visits.shoot(page, "empty-phone-light-da");
  }

  @Test
  void triesAgainWhenTheCityDoesNotAnswer() {
    // Given
    city.answering(false);
    Page page = open(Visits.phone(), "/");
    assertThat(page.locator(".message")).containsText("svarer ikke");
    Visits.shoot(page, "failed-phone-light-da");
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
    Page page = open(Visits.desktop(), "/?view=table");

    // Then
    assertThat(page.locator("tbody tr")).hasCount(city.town.lines.size());
    assertThat(page.locator("tbody tr").first().locator("td.number")).not().hasText("");
  }

  @Test
  void theGroundIsDrawnByAWorkerOfOurOwn() {
    // When
    Page page = open(Visits.desktop(), "/");

    // Then
    assertThat(page.locator(".grounded canvas")).isVisible();
    page.waitForCondition(() -> !page.workers().isEmpty());
    assertThat(page.workers())
        .isNotEmpty()
        .allMatch(worker -> worker.url().startsWith(city.address()));
    assertThat(visits.errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"light, da, openmaptiles", "dark, en, protomaps"})
  void aFileOfTilesIsTheGroundAndSaysWhomItOwesItsDataTo(
      String colour, String language, String schema, @TempDir Path folder) throws Exception {
    // Given
    StubTiles tiles = StubTiles.of(city, schema, folder);
    Browser.NewContextOptions options =
        Visits.desktop()
            .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE);

    // When
    Page page = open(options, "/?dataset=havnstrup-weather&lang=" + language);

    // Then
    assertThat(page.locator(".grounded canvas")).isVisible();
    page.waitForCondition(() -> !tiles.asked.isEmpty());
    assertThat(tiles.asked).isNotEmpty().allMatch(path -> path.endsWith(".mvt"));
    Locator credit = page.locator(".map-credit");
    assertThat(credit).containsText("© OpenStreetMap");
    assertThat(credit).not().containsText("alert");
    assertThat(credit.locator("*")).hasCount(1);
    assertThat(credit.locator("a")).hasAttribute("href", "https://www.openstreetmap.org/copyright");
    int sea = "dark".equals(colour) ? 0x0b2432 : 0xc4dcea;
    Awaitility.await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(Picture.shareOf(sea, page.screenshot())).isBetween(0.01, 0.5));
    assertThat(Visits.violations(page)).isEmpty();
    Visits.shoot(page, "tiles-desktop-" + colour + "-" + language);
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void saysSoWhereNoGroundCanBeDrawn() {
    // Given
    Page page = open(Visits.desktop(), "/?view=table");
    assertThat(page.locator("tbody tr").first()).isVisible();
    page.evaluate("HTMLCanvasElement.prototype.getContext = () => null");

    // When
    page.locator("[data-view=map]").click();

    // Then
    assertThat(page.locator(".plain-ground")).containsText("listen");
    assertThat(page.locator(".row").first()).isVisible();
    assertThat(page.locator(".marker").first()).isAttached();
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void closePlacesAreOneDiscUntilOneGoesNearer() {
    // Given
    Page page = open(Visits.desktop(), "/");
    Locator discs = page.locator(".crowd:not([hidden])");
    assertThat(page.locator(".grounded")).isVisible();
    assertThat(discs.first()).isVisible();
    Locator clustered = page.locator(".marker.clustered");
    int gathered = clustered.count();

    // When
    discs.first().click();

    // Then
    assertThat(page.locator(".map")).hasClass(Pattern.compile(".*close.*"));
    page.waitForCondition(() -> clustered.count() < gathered);
  }

  @Test
  void areasAreSquaresWithTheirValueOrProtected() {
    // Given
    StubSquares.of(city);

    // When
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-parking");

    // Then
    assertThat(page.locator(".marker.square")).hasCount(StubSquares.COUNT);
    assertThat(page.locator(".marker.square.protected")).hasCount(StubSquares.COUNT / 2);
    assertThat(page.locator(".marker.square.protected .label").first()).hasText("beskyttet");
    Locator names = page.locator(".row-name", new Page.LocatorOptions().setHasText("Felt"));
    assertThat(names).hasCount(StubSquares.COUNT);
    assertThat(names.allTextContents()).doesNotHaveDuplicates();
    assertThat(page.locator(".grounded")).isVisible();
    Visits.shoot(page, "squares-desktop-light-da");
  }

  @Test
  void looksBackAtAnyQuarterOfTheLastDay() {
    // Given
    StubPast past = StubPast.of(city, "havnstrup-weather");
    StubTown.Line line = past.lines().get(0);
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-weather&quantity=air-temperature");
    assertThat(page.locator(".state")).hasText("Live");
    row(page, line).hover();

    // When
    page.locator(".time-slider").fill("90");

    // Then
    assertThat(page.locator("h1")).containsText("tidligere");
    String then = String.format(Locale.GERMAN, "%.2f °C", past.at(line, 90));
    assertThat(row(page, line).locator(".row-value")).hasText(then.replace('-', '−'));
    city.tell(city.town.running(line, soon(), 7.77));
    page.locator(".time-slider").fill("40");
    assertThat(row(page, line).locator(".row-value")).hasText("–");
    assertThat(row(page, line).locator(".row-time")).hasText("ingen måling");
    assertThat(page.locator(".time-note")).containsText("har ingen måling fra det kvarter");
    assertThat(page).hasURL(Pattern.compile(".*at=20.*"));
    Visits.shoot(page, "looking-back-desktop-light-da");
    page.locator(".time-now").click();
    assertThat(row(page, line).locator(".row-value")).hasText("7,77 °C");
    assertThat(page.locator("h1")).containsText("lige nu");
  }

  @Test
  void theDayIsPlayedQuarterByQuarterAndEndsNow() {
    // Given
    StubPast.of(city, "havnstrup-weather");
    Page page = open(Visits.phone(), "/?dataset=havnstrup-weather&quantity=air-temperature");
    assertThat(page.locator(".state")).hasText("Live");
    page.locator(".time-slider").fill("93");
    assertThat(page.locator(".time-note")).containsText("det kvarter");

    // When
    page.locator(".time-play").click();

    // Then
    assertThat(page.locator(".time-told")).hasText("Lige nu");
    assertThat(page.locator(".time-play")).hasAttribute("aria-label", "Afspil døgnet");
  }

  @Test
  void showsTheCitySoonAndWithLittleScript() throws Exception {
    // Given
    long script = PageWeight.of(PageStand.built(), "index.html");

    // When
    double soonest = Double.MAX_VALUE;
    for (int visit = 0; visit < 3 || (visit < 10 && soonest >= PAINTED_MILLIS); visit++) {
      Page page = open(Visits.desktop(), "/");
      assertThat(page.locator(".row-value").first()).isVisible();
      double painted = ((Number) page.evaluate(LARGEST_PAINT)).doubleValue();
      double busy = new WorkOfPage(stand.chromium().browser(), page).waitsForProcessor(page);
      System.out.printf("painted after %.0f ms; work takes %.1f times its time%n", painted, busy);
      soonest = Math.min(soonest, painted / busy);
      page.close();
    }

    // Then
    System.out.printf(
        "the city is painted after %.0f ms, with %d kB of script before the map%n",
        soonest, script / 1_000);
    assertThat(script).as("bytes of script before the map").isBetween(10_000L, 150_000L);
    assertThat(soonest).as("milliseconds until the city is painted").isBetween(1.0, PAINTED_MILLIS);
  }

  @Test
  void twoThousandChangesASecondKeepThePageSmooth() {
    // Given
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-weather");
    assertThat(page.locator(".grounded")).isVisible();
    WorkOfPage work = new WorkOfPage(stand.chromium().browser(), page);
    page.evaluate(
        "() => { window.frames_ = 0;"
            + " const tick = () => { window.frames_++; requestAnimationFrame(tick); }; tick(); }");

    // When
    double longest = Double.MAX_VALUE;
    double script = Double.MAX_VALUE;
    // The best of a few: what other programs do to the processor's caches is not ours.
    for (int round = 0;
        round < 10 && (longest > LONGEST_MILLIS || script > FRAME_MILLIS);
        round++) {
      double before = work.scriptSeconds();
      double framesBefore = frames(page);
      longest = Math.min(longest, work.longestTask(page, () -> city.tellMany(2000, 5)));
      double frames = frames(page) - framesBefore;
      script = Math.min(script, 1_000 * (work.scriptSeconds() - before) / frames);
      System.out.printf(
          "2,000 changes a second: %.1f ms of script a frame, %.0f frames a second, longest task %.0f ms%n",
          script, frames / 5, longest);
    }

    // Then
    assertThat(script).as("milliseconds of script in a frame").isBetween(0.0, FRAME_MILLIS);
    assertThat(longest).as("milliseconds of the longest task").isBetween(0.1, LONGEST_MILLIS);
    assertThat(page.locator(".state")).hasText("Live");
  }

  @Test
  void aDayOnAScreenTakesNoMoreMemory() {
    // Given
    Page page = open(Visits.desktop(), "/?dataset=havnstrup-weather");
    assertThat(page.locator(".grounded")).isVisible();
    List<StubTown.Line> lines = city.town.lines.subList(0, 120);
    WorkOfPage work = new WorkOfPage(stand.chromium().browser(), page);
    Instant start = Instant.now();
    tellQuarters(lines, start, 0, 16);
    long before = work.heldBytes();
    double elements = work.elements();

    // When
    List<Long> thirds = new ArrayList<>();
    for (int quarter = 16; quarter < 112; quarter += 32) {
      tellQuarters(lines, start, quarter, quarter + 32);
      thirds.add(work.heldBytes());
    }

    // Then
    long grown = Growth.typical(before, thirds);
    System.out.printf(
        "a day in %d changes: %d bytes, then %s%n", 96 * lines.size(), before, thirds);
    assertThat(grown).as("bytes that a third of a day leaves behind").isLessThan(350_000);
    assertThat(work.elements()).as("elements").isLessThan(elements * 1.1);
  }

  /** Later than what the city says of itself while a page is opened. */
  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(2));
  }

  private static double frames(Page page) {
    return ((Number) page.evaluate("window.frames_")).doubleValue();
  }

  /** Tells of so many quarters of an hour as fast as the page takes them. */
  private void tellQuarters(List<StubTown.Line> lines, Instant start, int from, int to) {
    for (int quarter = from; quarter < to; quarter++) {
      Instant at = start.plus(Duration.ofMinutes(15L * quarter));
      lines.forEach(line -> city.tell(city.town.running(line, at, city.town.value(line, at))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "desktop, light, da",
    "desktop, dark, en",
    "phone, light, en",
    "phone, dark, da",
  })
  void everyFaceIsAccessible(String size, String colour, String language) throws Exception {
    // Given
    String weather = "dataset=havnstrup-weather&quantity=air-temperature";
    String place = firstOf("air-temperature").spot().id();
    Map<String, String> faces = new HashMap<>();
    faces.put("city", "/?lang=" + language);
    faces.put("place", "/?" + weather + "&place=" + place + "&lang=" + language);
    faces.put("theme", "/?" + weather + "&lang=" + language);
    faces.put("table", "/?view=table&lang=" + language);
    Browser.NewContextOptions options = "phone".equals(size) ? Visits.phone() : Visits.desktop();
    options
        .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setReducedMotion(ReducedMotion.REDUCE);

    for (Map.Entry<String, String> face : faces.entrySet()) {
      // When
      Page page = open(options, face.getValue());
      assertThat(page.locator(".state")).hasText("Live");
      if (!"table".equals(face.getKey())) {
        assertThat(page.locator(".grounded")).isVisible();
      }
      if ("place".equals(face.getKey())) {
        assertThat(page.locator(".chart-drawing").first()).isVisible();
        page.evaluate("document.querySelector('.place-panel').scrollIntoView()");
      }
      List<?> violations = Visits.violations(page);

      // Then
      Visits.shoot(page, String.join("-", face.getKey(), size, colour, language));
      assertThat(violations).as(face.getKey()).isEmpty();
      page.close();
    }
  }

  private Page open(Browser.NewContextOptions options, String path) {
    return visits.open(options, path);
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
}
