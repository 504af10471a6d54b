package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dk.bypuls.browser.Visits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status page in a real browser, over what a service says of itself. */
class StatusIT {

  @RegisterExtension final PageStand stand = new PageStand(20);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubStatus status = new StubStatus(city);

  @Test
  void tellsHowItIsAndHowItWas() {
    // When
    Page page = visits.open(Visits.desktop(), "/status");

    // Then
    assertThat(page.locator(".verdict")).containsText("Alt kører");
    assertThat(page.locator(".part")).hasCount(5);
    assertThat(page.locator("[data-part=history]")).containsText("svarer");
    assertThat(page.locator("[data-section=heartbeat]")).containsText("12 sek. gammelt");
    assertThat(page.locator("[data-section=datasets] tbody tr")).hasCount(7);
    assertThat(page.locator("[data-section=datasets] [data-tone=bad]")).hasText("forsinket");
    assertThat(page.locator(".bars-row").first().locator(".bar")).hasCount(90);
    assertThat(page.locator(".bars-row [data-tone=unseen]")).hasCount(29 * 5);
    assertThat(page.locator("[data-section=incidents] tbody tr")).hasCount(3);
    page.locator(".as-table summary").click();
    Locator table = page.locator(".as-table");
    assertThat(table.locator("tbody tr")).hasCount(90);
    assertThat(table).containsText("85,41 % (3 t. 30 min.)");
    assertThat(page.locator("[data-section=days]")).containsText("99,75 %");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void showsAShorterTimeAndSaysWhenThereWasNothing() {
    // Given
    Page page = visits.open(Visits.desktop(), "/status?lang=en");

    // When
    page.locator(".status-tools a").first().click();

    // Then
    assertThat(page.locator(".bars-row").first().locator(".bar")).hasCount(7);
    assertThat(page.locator("[data-section=incidents]"))
        .containsText("No incidents in the last 7 days.");
    assertThat(page.url()).contains("days=7").contains("lang=en");
  }

  @Test
  void tellsWhatIsDownAndKeepsWhatItKnewWhenNobodyAnswers() {
    // Given
    Page page = visits.open(Visits.desktop(), "/status");
    assertThat(page.locator(".part")).hasCount(5);
    page.clock().install();
    page.reload();
    assertThat(page.locator(".asked")).containsText("Spurgt");
    status.history(false);

    // When
    page.clock().runFor(16_000);

    // Then
    assertThat(page.locator(".verdict")).containsText("Noget svarer ikke");
    assertThat(page.locator("[data-part=history] [data-tone=bad]")).hasText("svarer ikke");
    assertThat(page.locator("[data-section=incidents]")).containsText("er i gang");
    Visits.shoot(page, "status-trouble-desktop-light-da");
    status.answering(false);
    page.clock().runFor(16_000);
    assertThat(page.locator(".verdict")).containsText("Tjenesten svarer ikke");
    assertThat(page.locator(".asked")).containsText("Svarede senest");
    assertThat(page.locator(".part")).hasCount(5);
  }

  @ParameterizedTest
  @CsvSource({
    "desktop, light, da",
    "desktop, dark, en",
    "phone, dark, da",
    "phone, light, en",
  })
  void everyFaceIsAccessible(String size, String colour, String language) throws Exception {
    // Given
    Browser.NewContextOptions options = "phone".equals(size) ? Visits.phone() : Visits.desktop();
    options.setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT);

    // When
    Page page = visits.open(options, "/status?lang=" + language);
    assertThat(page.locator(".bars-row").first()).isVisible();
    page.locator(".as-table summary").click();

    // Then
    assertThat(Visits.violations(page)).isEmpty();
    page.locator(".as-table summary").click();
    Visits.shoot(page, String.join("-", "status", size, colour, language));
    page.locator("[data-section=days]").scrollIntoViewIfNeeded();
    Visits.shoot(page, String.join("-", "status-days", size, colour, language));
    page.setViewportSize(320, 700);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    assertThat(visits.errors).isEmpty();
  }
}
