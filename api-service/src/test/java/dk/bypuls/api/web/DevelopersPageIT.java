package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dk.bypuls.browser.Visits;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page for developers in a real browser. */
class DevelopersPageIT {

  @RegisterExtension final PageStand stand = new PageStand(3);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubDatasets datasets = new StubDatasets(city);

  @Test
  void theFirstLiveMessageIsOneClickAway() throws Exception {
    // Given
    Page page = visits.open(Visits.desktop(), "/developers");
    assertThat(page.locator(".first code").first())
        .hasText("curl -sN '" + city.address() + "/v1/live?dataset=havnstrup-air'");

    // When
    page.locator("[data-listen]").click();

    // Then
    assertThat(page.locator(".messages li").first()).containsText("window {\"dataset\"");
    assertThat(page.locator(".heard")).containsText("Den første kom efter");
    page.locator("[data-listen]").click();
    assertThat(page.locator(".heard")).containsText("Stoppet.");
    assertThat(page.locator("#contract .path").first()).hasText("/v1/datasets");
    assertThat(page.locator(".notices")).containsText("Luften: offentliggjort");
    assertThat(page.locator("#limits")).containsText("3.000 spørgsmål på 60 sekunder");
    assertThat(Visits.violations(page)).isEmpty();
    assertThat(visits.errors).isEmpty();
    Visits.shoot(page, "developers-desktop-light-da");
  }

  @Test
  void aQuestionIsChosenAndAnswered() {
    // Given
    Page page = visits.open(Visits.desktop(), "/developers");

    // When
    page.locator("#ask-quantity").selectOption("pm2-5");
    page.locator("#ask-resolution").selectOption("PT15M");
    page.locator("#ask-gaps").check();
    page.locator("[data-ask]").click();

    // Then
    assertThat(page.locator(".explorer code").first())
        .hasText(
            city.address()
                + "/v1/datasets/havnstrup-air/windows?resolution=PT15M&from=P1D&quantity=pm2-5&gaps=true&limit=100");
    assertThat(page.locator(".told")).hasText(Pattern.compile("200 på \\d+ ms, .* kB"));
    assertThat(page.locator(".explorer code").last()).containsText("\"status\": \"missing\"");
  }

  @Test
  void onlyWhatCanBeAnsweredIsOffered() {
    // Given
    Page page = visits.open(Visits.desktop(), "/developers");

    // When
    page.locator("#ask-resolution").selectOption("P1D");

    // Then
    assertThat(page.locator("#ask-from")).hasValue("P30D");
    assertThat(page.locator("#ask-from option[value=P1D]")).hasCount(0);
    page.locator("#ask-what").selectOption("normal");
    assertThat(page.locator("#ask-quantity")).hasValue("pm2-5");
    assertThat(page.locator(".explorer code").first())
        .hasText(city.address() + "/v1/datasets/havnstrup-air/normal?quantity=pm2-5");
  }

  @Test
  void theContractsAreReadWithoutLeavingThePage() throws Exception {
    // Given
    Page page = visits.open(Visits.phone().setColorScheme(ColorScheme.DARK), "/developers?lang=en");
    Locator windows = page.locator("[data-operation=listWindows]");

    // When
    windows.locator("summary").first().click();
    page.locator("#live-contract summary").first().click();

    // Then
    assertThat(windows).containsText("Half-open");
    assertThat(windows).containsText("completeness");
    assertThat(windows).containsText("application/geo+json");
    assertThat(page.locator("#live-contract")).containsText("Windows were taken back");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(Visits.violations(page)).isEmpty();
    Visits.shoot(page, "developers-phone-dark-en");
  }

  @Test
  void aKeyIsAskedForAndShownOnce() {
    // Given
    Page page = visits.open(Visits.desktop(), "/developers");
    page.locator("#key-name").fill("Anna's key");
    page.locator("#key-purpose").fill("A thesis about the air in winter");
    page.locator("#limits button[type=submit]").click();
    assertThat(page.locator("#limits .trouble")).containsText("a-z, 0-9 og bindestreg");

    // When
    page.locator("#key-name").fill("university");
    page.locator("#limits button[type=submit]").click();

    // Then
    assertThat(page.locator("#limits code")).hasText(StubDatasets.KEY);
    assertThat(page.locator("#limits")).containsText("22. december 2026");
    assertThat(datasets.sent).singleElement().asString().contains("\"name\":\"university\"");
  }
}
