package dk.bypuls.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bypuls.browser.Visits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages that anyone sees, in a real browser over the running city, as a new user comes to them.
 */
@Order(2)
class OpenPagesIT {

  private static final Path PAGES = Visits.TARGET.resolve("screenshots");

  @RegisterExtension static final PagesStand STAND = new PagesStand();

  private final Street street = STAND.street();

  @Test
  void theCityShowsWhatIsMeasuredNowAndAPlaceWithItsDay() throws Exception {
    // Given
    Page page = open(Visits.desktop(), "/");
    assertThat(page.locator("h1")).containsText("Byen lige nu");
    assertThat(page.locator(".state")).hasText("Live");
    page.locator(".chip", with("Luften i gaderne")).click();
    assertThat(value(page, Street.TORVET)).hasText("12,34 °C");

    // When
    street.measure(Street.HAVNEN, 21.5);

    // Then
    assertThat(value(page, Street.HAVNEN)).hasText("21,50 °C");
    page.locator(row(Street.HAVNEN)).click();
    assertThat(page.locator("#place-name")).hasText("Havnen");
    Locator card = page.locator(".card", with("Lufttemperatur"));
    assertThat(card.locator(".card-value")).hasText("21,50");
    assertThat(card.locator(".chart-drawing")).isVisible();
    assertFaultless(page, "city-place-desktop-light-da");
  }

  @Test
  void aDatasetIsReadDownloadedAndAskedFromAProgram(@TempDir Path folder) throws Exception {
    // Given
    Page page = open(Visits.desktop(), "/datasets/street-air?place=street-torvet");
    assertThat(page.locator("h1")).hasText("Luften i gaderne");
    assertThat(page.locator(".now-value")).hasText("12,34 °C");
    assertThat(page.locator(".now-state")).hasAttribute("data-live", "live");
    assertThat(page.locator(".chart-drawing .chart-curve").first()).isAttached();
    assertThat(page.locator(".chart-legend")).containsText(Pattern.compile("mangler \\(\\d+\\)"));

    // When
    Download table = page.waitForDownload(() -> page.locator(".form-link").first().click());
    List<String> programs = page.locator(".program code").allTextContents();
    String printed = new Snippets(folder).run(new Snippets.Snippet("sh", programs.get(0)));

    // Then
    assertThat(Files.readAllLines(table.path()))
        .hasSizeGreaterThan(8)
        .first()
        .asString()
        .startsWith("dataset,place,sensor,");
    assertThat(Files.readString(table.path())).contains("street-torvet-1", "12.34");
    assertThat(printed).contains("street-torvet-1", "12.34");
    assertFaultless(page, "dataset-desktop-light-da");
  }

  @Test
  void aDeveloperHearsTheFirstMessage() throws Exception {
    // Given
    Page page = open(Visits.desktop(), "/developers");
    page.locator("#first-dataset").selectOption(Street.PUBLIC);
    assertThat(page.locator(".first code").first()).containsText("/v1/live?dataset=street-air");

    // When
    page.locator("[data-listen]").click();

    // Then
    Locator newest = page.locator(".messages li").first();
    assertThat(newest).containsText("window {\"dataset\":\"street-air\"");
    assertThat(page.locator(".heard")).containsText("Den første kom efter");
    assertThat(page.locator("#contract .path").first()).hasText("/v1/datasets");
    page.locator("[data-ask]").click();
    assertThat(page.locator(".told")).containsText("200 på");
    page.locator("[data-listen]").click();
    assertThat(page.locator(".heard")).containsText("Stoppet.");
    assertFaultless(page, "developers-desktop-light-da");
  }

  @Test
  void theWallShowsHowTheCityIs() throws Exception {
    // Given
    street.measure(Street.TORVET, Street.MILD);

    // When
    Page page = open(Visits.desktop(), "/wall");

    // Then
    assertThat(page.locator(".wall-state")).hasText("Live");
    Locator warmth = page.locator(".level", with("Lufttemperatur"));
    assertThat(warmth).containsText("°C");
    assertFaultless(page, "wall-desktop-light-da");
  }

  @Test
  void allPartsSayThatTheyAreWell() throws Exception {
    // When
    Page page = open(Visits.desktop(), "/status");

    // Then
    assertThat(page.locator(".part [data-tone=good]")).hasCount(5);
    assertThat(page.locator(".verdict")).containsText("Alt kører");
    assertThat(page.locator("[data-section=datasets]")).containsText("Luften i gaderne");
    assertFaultless(page, "status-desktop-light-da");
  }

  @ParameterizedTest
  @CsvSource({"desktop, dark, en", "phone, dark, en", "phone, light, da"})
  void everyFaceIsWhole(String size, String colour, String language) throws Exception {
    // Given
    boolean isPhone = "phone".equals(size);
    Browser.NewContextOptions options = isPhone ? Visits.phone() : Visits.desktop();
    options
        .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setReducedMotion(ReducedMotion.REDUCE);
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put("/?place=street-torvet", ".card .chart-drawing");
    whole.put("/datasets/street-air?place=street-torvet", ".chart-drawing .chart-curve");
    whole.put("/wall?", ".level");
    whole.put("/developers?", "#contract .path");

    for (Map.Entry<String, String> each : whole.entrySet()) {
      // When
      String path = each.getKey();
      Page page = open(options, path + (path.endsWith("?") ? "" : "&") + "lang=" + language);

      // Then
      assertThat(page.locator(each.getValue()).first()).isAttached();
      assertThat(page.locator("html")).hasAttribute("lang", language);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as(path)
          .isEqualTo(true);
      String name = path.replaceFirst("[?].*", "").replaceFirst("^/(\\w*).*", "$1");
      assertFaultless(
          page, String.join("-", name.isEmpty() ? "city" : name, size, colour, language));
      page.close();
    }
  }

  private static Page open(Browser.NewContextOptions options, String path) {
    return STAND.visits().open(options, path);
  }

  private static void assertFaultless(Page page, String name) throws IOException {
    List<?> violations = Visits.violations(page);
    Visits.shoot(page, "running-" + name);
    assertThat(violations).as(name).isEmpty();
    assertThat(STAND.visits().errors).as(name).isEmpty();
    assertThat(PAGES.resolve("running-" + name + ".png")).isNotEmptyFile();
  }

  private static Locator value(Page page, String place) {
    return page.locator(row(place) + " .row-value");
  }

  private static String row(String place) {
    return ".row[data-place='" + place + "']";
  }

  private static Page.LocatorOptions with(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
