package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dk.bypuls.browser.Visits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a place in a real browser. */
class HerePageIT {

  @RegisterExtension final PageStand stand = new PageStand(3);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();

  HerePageIT() {
    new StubDatasets(city);
  }

  @Test
  void tellsWhoStandsThereWhatIsMeasuredAndWhy() throws Exception {
    // When
    Page page = visits.open(Visits.phone(), "/here/havnstrup-torvet");

    // Then
    assertThat(page.locator("h1")).hasText("Torvet");
    assertThat(page.locator(".page-main > .three-lines dt"))
        .hasText(new String[] {"Hvad", "Hvorfor", "Hvem"});
    assertThat(page.locator(".page-main > .three-lines"))
        .containsText("Partikler PM2,5 og Nedbør.");
    assertThat(page.locator(".figure-card").first()).containsText("4,3 µg/m³");
    assertThat(page.locator(".about")).containsText("5 år");
    assertThat(page.locator(".about")).containsText("Tallene er åbne (CC-BY-4.0)");
    assertThat(page.locator(".about")).containsText("luft@havnstrup.example");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(Visits.violations(page)).isEmpty();
    assertThat(visits.errors).isEmpty();
    Visits.shootWhole(page, "here-phone-light-da");
  }

  @Test
  void printsItsSignAndNothingElse() {
    // Given
    Page page =
        visits.open(Visits.desktop().setColorScheme(ColorScheme.DARK), "/here/havnstrup-torvet");
    assertThat(page.locator(".sign .code")).isVisible();

    // When
    page.setViewportSize(794, 1123);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    // Then
    assertThat(page.locator(".sign .code")).isVisible();
    assertThat(page.locator(".sign .code"))
        .hasAttribute(
            "aria-label", "QR-kode, der fører til " + city.address() + "/here/havnstrup-torvet");
    assertThat(page.locator(".frame-top")).isHidden();
    assertThat(page.locator(".about")).isHidden();
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.code rect')).fill"))
        .isEqualTo("rgb(255, 255, 255)");
    Visits.shoot(page, "here-print-da");
  }

  @Test
  void tellsOfAnAreaWherePeopleAreCounted() throws Exception {
    // When
    Page page =
        visits.open(
            Visits.desktop().setColorScheme(ColorScheme.DARK), "/here/1km_6199_576?lang=en");

    // Then
    assertThat(page.locator("h1")).hasText("Square of 1\u00a0km, 6199/576");
    assertThat(page.locator(".about")).containsText("Where fewer than 20 were counted");
    assertThat(page.locator(".figure-card")).containsText("143");
    assertThat(Visits.violations(page)).isEmpty();
    Visits.shootWhole(page, "here-desktop-dark-en");
  }

  @Test
  void saysSoWhereNothingPublicIsMeasured() {
    // When
    Page page = visits.open(Visits.phone(), "/here/havnstrup-kaelder");

    // Then
    assertThat(page.locator("h1")).hasText("Her måler vi ikke noget offentligt");
  }
}
