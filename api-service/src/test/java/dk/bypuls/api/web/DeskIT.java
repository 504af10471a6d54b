package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bypuls.browser.Visits;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The publication desk in a real browser, as people use it who have never seen it. */
class DeskIT {

  private static final String CASE = "/desk?dataset=" + StubDesk.DATASET;
  @RegisterExtension final PageStand stand = new PageStand(1);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubDesk registry = new StubDesk(city);

  @Test
  void anOwnerProposesAndAReviewerMovesKAndApproves() {
    // Given an owner who finds what waits for them
    Page owner = signedIn(Visits.desktop(), "/desk", StubDesk.OWNER);
    Locator mine = owner.locator("[data-group=deskMine] .case-card");
    assertThat(mine).hasCount(1);
    assertThat(mine).containsText("Kan foreslås af: dig");
    mine.locator("a").click();
    assertThat(owner.locator(".missing li")).hasCount(3);

    // … who tries a policy on the past, and keeps what it showed
    registry.holdSimulations(true);
    owner.locator("#try-why").fill("til sag 2026-0042");
    owner.locator(".try-form .main-action").click();
    assertThat(owner.locator(".running-job progress")).isVisible();
    registry.holdSimulations(false);
    assertThat(owner.locator(".share-figure")).isVisible();
    owner.locator(".keeping button").click();
    assertThat(owner.locator(".keeping [role=status]")).containsText("simulation-");

    // When they propose
    owner.locator("[data-step=propose]").click();
    assertThat(owner.locator("#confirm-reference")).hasValue("simulation-1795308775030");
    owner.locator("#confirm-reference").fill("2026-0042, simulation-1795308775030");
    owner.locator("#confirm-message").fill("til de nye fortove");
    owner.locator("#confirm-riskAssessment").fill("Hvem der går, hvor få går");
    owner.locator("#confirm-remainingRisk").fill("Lille");
    owner.locator(".confirmation .main-action").click();

    // Then it waits, and the owner is told kindly that another person decides
    assertThat(owner.locator(".next-now")).containsText("olga foreslog det");
    assertThat(owner.locator(".why-not[data-step=approve]")).containsText("godkender");
    assertThat(owner.locator(".way [aria-current]")).hasText("vurderet");

    // When a reviewer reads it, moves k and sees what that changes
    Page reviewer = caseFor(StubDesk.REVIEWER);
    assertThat(reviewer.locator("#linkage")).containsText("de samme steder");
    String before = reviewer.locator(".share-figure").textContent();
    assertThat(reviewer.locator(".area-map > svg")).isVisible();
    Locator darkest = reviewer.locator(".area-map > svg .share-5");
    int squares = darkest.count();
    reviewer.locator("#group-slider").focus();
    reviewer.keyboard().press("End");
    assertThat(reviewer.locator(".share-figure")).not().hasText(before);
    assertThat(reviewer.locator(".share-beside")).containsText("k = 200");
    assertThat(darkest).not().hasCount(squares);
    assertThat(reviewer.locator("#decision")).containsText("til de nye fortove");
    Visits.shoot(reviewer, "desk-decide-desktop-light-da");
    reviewer.locator("[data-step=approve]").click();
    reviewer.locator("#confirm-message").fill("læst sag 2026-0042");
    reviewer.locator(".confirmation .main-action").click();

    // Then
    assertThat(reviewer.locator(".way [aria-current]")).hasText("godkendt");
    assertThat(reviewer.locator(".steps li").first()).containsText("godkendt af rita");
    assertThat(reviewer.locator(".next-now")).isFocused();
    assertThat(reviewer.locator(".trail li").first()).containsText("læst sag 2026-0042");
    reviewer.locator(".verify button").click();
    assertThat(reviewer.locator(".verification")).containsText("Sporet er helt");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void aReviewerRecallsWhatMustNotBeOut() {
    // Given
    registry.publish();
    Page page = caseFor(StubDesk.REVIEWER);

    // When
    page.locator("[data-step=recall]").click();
    assertThat(page.locator(".reach")).containsText("4.312 rækker på 1 time");
    assertThat(page.locator(".reach")).containsText("aadal-air");
    Locator act = page.locator(".confirmation .grave-action");
    page.locator("#confirm-message").fill("2026-0077: en tæller står ved et soveværelse");
    assertThat(act).isDisabled();
    page.locator("#confirm-typed").fill(StubDesk.DATASET);
    Visits.shoot(page, "desk-recall-desktop-light-da");
    act.click();

    // Then it is told how far it is until it is done
    assertThat(page.locator(".recall-job")).hasAttribute("data-state", "done");
    assertThat(page.locator(".recall-job")).containsText("4.492 rækker slettet");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void aKeyToAPilotIsShownOnce() {
    // Given
    registry.pilot();
    Page page = caseFor(StubDesk.OWNER);

    // When
    page.locator("#key-name").fill("skolen");
    page.locator(".invitation button").first().click();

    // Then
    assertThat(page.locator(".key-itself")).containsText("byp_kkkk");
    assertThat(page.locator(".keys li")).containsText("skolen");
    page.locator(".shown-once button").last().click();
    assertThat(page.locator(".key-itself")).hasCount(0);
    page.reload();
    assertThat(page.locator(".keys li")).containsText("skolen");
    assertThat(page.locator(".case")).not().containsText("byp_kkkk");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void aRefusalIsToldWhereItWasAsked() {
    // Given
    registry.publish();
    Page page = signedIn(Visits.desktop(), CASE + "&lang=en", StubDesk.OWNER);
    assertThat(page.locator("#usage")).containsText("under 10");
    assertThat(page.locator(".saying")).containsText("container");
    page.locator("[data-step=deprecated]").click();
    page.locator("#confirm-reason").fill("replaced");

    // When
    registry.answering(false);
    page.locator(".confirmation .main-action").click();

    // Then it is said, and what was written is still there
    assertThat(page.locator(".confirmation .form-problem")).containsText("cannot be reached");
    assertThat(page.locator("#confirm-reason")).hasValue("replaced");
    registry.answering(true);
    page.locator(".confirmation .main-action").click();
    assertThat(page.locator(".way [aria-current]")).hasText("deprecated");
  }

  @Test
  void saysThatTheServiceIsAwayAndGoesOnWhenItIsBack() {
    // Given
    Page page = signedIn(Visits.phone(), "/desk", StubDesk.OWNER);
    Locator first = page.locator(".case-card a").first();
    assertThat(first).isVisible();

    // When
    registry.answering(false);
    first.click();

    // Then
    assertThat(page.locator(".form-problem")).containsText("svarer ikke");
    registry.answering(true);
    page.reload();
    assertThat(page.locator(".case-title")).hasText("Fodgængere i midtbyen");
  }

  @Test
  void refusesWhatIsBelowTheFloorBeforeItIsSentAndSendsAllThatWasDecided() {
    // Given what no class of people allows, and what makes no sense
    Page page = caseFor(StubDesk.OWNER);
    assertThat(page.locator("#try-group-help")).containsText("Mindst 10");
    assertThat(page.locator("#try-share-help")).containsText("Højst 50");
    page.locator("#try-group").fill("3");
    page.locator("#try-share").fill("80");
    page.locator("#try-rounding").fill("0,5");
    page.locator("#try-bands").fill("100; 20");

    // When
    page.locator(".try-form .main-action").click();

    // Then each is said beside its field, and nothing was sent
    assertThat(page.locator("#try-group-problem")).containsText("fra 10 (klassens gulv)");
    assertThat(page.locator("#try-share-problem")).containsText("højst 50 procent");
    assertThat(page.locator("#try-rounding-problem")).containsText("mindst 1");
    assertThat(page.locator("#try-bands-problem")).containsText("stigende grænser");
    assertThat(page.locator("#try-group")).isFocused();
    Visits.shoot(page, "desk-floor-desktop-light-da");
    assertThat(registry.ordered()).isEmpty();

    // When it is mended
    page.locator("#try-group").fill("40");
    page.locator("#try-share").fill("25");
    page.locator("#try-rounding").fill("10");
    page.locator("#try-bands").fill("20; 100");
    page.locator("#try-delay").selectOption("PT1H");
    page.locator("#try-tellsZero").check();
    page.locator(".try-form .main-action").click();
    assertThat(page.locator(".try-form > .form-problem")).containsText("hvorfor");
    page.locator("#try-why").fill("til sag 2026-0042");
    page.locator(".try-form .main-action").click();

    // Then all of it is in the order
    assertThat(page.locator(".share-figure")).isVisible();
    assertThat(registry.ordered().get(0).get("policy").toString())
        .contains("\"smallestGroup\":40", "\"largestShare\":0.25", "\"rounding\":10")
        .contains("\"bands\":[20,100]", "\"delay\":\"PT1H\"", "\"tellsZero\":true")
        .contains("\"cell\":\"1km\"", "\"resolution\":\"PT1H\"", "\"epsilon\":\"1/4\"");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void comparesWhatIsTriedWithWhatIsInForce() {
    // Given what is registered, tried on the same time
    registry.tried();
    Page page = caseFor(StubDesk.OWNER);
    assertThat(page.locator(".share-figure")).isVisible();
    page.locator(".try summary").click();
    page.locator("#try-group").fill("75");
    page.locator("#try-rounding").fill("10");
    page.locator("#try-why").fill("er 75 nok?");

    // When
    page.locator(".try-form .main-action").click();

    // Then the rules that differ and what each costs stand side by side
    Locator compared = page.locator(".comparison .desk-table");
    assertThat(compared).isVisible();
    assertThat(compared.locator("tr", with("Mindste gruppe"))).hasText(Pattern.compile("20.*75"));
    assertThat(compared.locator("tr", with("Afrundes"))).hasText(Pattern.compile("1.*10"));
    assertThat(compared.locator("tr", with("Holdt tilbage i alt"))).containsText("+");
    assertThat(compared.locator("tr", with("Støj"))).hasCount(0);
    page.locator(".comparison").scrollIntoViewIfNeeded();
    Visits.shoot(page, "desk-compare-desktop-light-da");
    assertThat(page.locator(".policy-text")).containsText("rounding: 10");
    page.locator("#compare-with").selectOption("");
    assertThat(compared).hasCount(0);
    assertThat(visits.errors).isEmpty();
  }

  private static Locator.LocatorOptions with(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  @Test
  void tellsWhatAStricterVersionDidAndPublishesThePastAsFarAsWasApproved() {
    // Given a later version that is stricter, and a decision that reaches back
    registry.tightened();
    Page page = caseFor(StubDesk.OWNER);

    // Then it is told what it does to what is out, and what it did
    assertThat(page.locator("#policy")).containsText("Version 2");
    assertThat(page.locator("#policy")).containsText("oplyses på ny, grovere eller slet ikke");
    assertThat(page.locator("#tightenings")).containsText("færdig");
    assertThat(page.locator("#tightenings tr", new Page.LocatorOptions().setHasText("1 time")))
        .hasText(Pattern.compile("4\\.100.*120.*92"));

    // When the past is ordered
    assertThat(page.locator("#past")).containsText("1. mar. 2026");
    page.locator("#past button").click();
    assertThat(page.locator("#confirm-from")).hasValue(Pattern.compile("2026-03-01T.*"));
    page.locator("#confirm-message").fill("til sammenligning over året");
    page.locator(".confirmation .main-action").click();

    // Then it is told how far it is until it is done
    assertThat(page.locator("#past [data-state=done]")).isVisible();
    assertThat(page.locator("#past")).containsText("12 sprunget over");
    page.locator("#tightenings").scrollIntoViewIfNeeded();
    Visits.shoot(page, "desk-tightened-desktop-light-da");
    assertThat(visits.errors).isEmpty();
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
    Browser.NewContextOptions options =
        "phone".equals(size) ? Visits.phone().setViewportSize(320, 700) : Visits.desktop();
    options
        .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setReducedMotion(ReducedMotion.REDUCE);
    registry.publish();
    registry.tried();

    for (String face : List.of("list", "case")) {
      // When
      String path = "list".equals(face) ? "/desk?lang=" : CASE + "&lang=";
      Page page = signedIn(options, path + language, StubDesk.REVIEWER);
      assertThat(page.locator("list".equals(face) ? ".case-card" : ".share-figure").first())
          .isVisible();
      List<?> violations = Visits.violations(page);

      // Then
      Visits.shoot(page, String.join("-", "desk", face, size, colour, language));
      assertThat(violations).as(face).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
    }
    assertThat(visits.errors).isEmpty();
  }

  /** The case on a desktop, in Danish, as that person finds it. */
  private Page caseFor(String token) {
    return signedIn(Visits.desktop(), CASE, token);
  }

  private Page signedIn(Browser.NewContextOptions options, String path, String token) {
    Page page = visits.open(options, path);
    page.locator("#token").fill(token);
    page.locator(".sign-in .main-action").click();
    return page;
  }
}
