package dk.bypuls.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dk.bypuls.browser.Steps;
import dk.bypuls.browser.Visits;
import dk.bypuls.endtoend.NetworkServer.Uplink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of those who sign in, in a real browser over the running city, as they use them first.
 */
@Order(2)
class InnerPagesIT {

  private static final String NEW_DEVICE = "aada1000000000ff";
  private static final String BROKEN = "{\"temperature\": 12,";
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);
  private static final Duration WITHOUT_A_DOCUMENT = Duration.ofMinutes(3);

  @RegisterExtension static final PagesStand STAND = new PagesStand();

  private final Street street = STAND.street();

  @Test
  void theConsoleTellsWhatComesBySource() throws Exception {
    // Given
    Page page = signedIn("/console?view=sources", street.person("sofie", "engineer"));
    Locator source = page.locator("[data-source=street-lorawan]").first();
    assertThat(source.locator(".card-head .tag")).hasText("Forbundet");

    // When
    street.measure(Street.TORVET, Street.MILD);

    // Then
    assertThat(source).containsText(Pattern.compile("[0-9,]+ pr\\. minut"));
    assertThat(source.locator(".facts")).containsText(Pattern.compile("[1-9][0-9.]+"));
    assertFaultless(page, "console-sources");
  }

  @Test
  void aPayloadBecomesAValueOnTheMapInUnderThreeMinutes() throws Exception {
    // Given
    String engineer = street.person("emil", "engineer");
    Uplink uplink = new Uplink(NEW_DEVICE, 1, Instant.now(), 8.4, ",\"serial\":\"NS-00417\"");
    Page page = STAND.visits().open(Visits.desktop(), "/console");
    Steps steps = new Steps(page);

    // When
    steps.write("#token", engineer);
    steps.press(".sign-in .main-action");
    steps.press("[data-part=connect]");
    steps.write("#payload", uplink.json());
    assertThat(page.locator("[data-field=temperature] .map-value")).hasText("8,4 °C");
    assertThat(page.locator("[data-field=serial]")).containsText("Tekst gemmes ikke");
    steps.write("#place", "Ved åen");
    steps.write("#latitude", "56.05554, 9.7165");
    assertThat(page.locator("[data-register]")).isEnabled();
    assertThat(page.locator(".changes li")).hasCount(3);
    steps.press("[data-register]");
    assertThat(page.locator(".watch")).containsText(NEW_DEVICE);
    street.say("aadal", NEW_DEVICE, new Uplink(NEW_DEVICE, 2, Instant.now(), 9.1, "").json());
    assertThat(page.locator("[data-arrived]")).isVisible();
    steps.press("[data-to-map]");

    // Then
    Locator onMap = page.locator(".map-about");
    assertThat(onMap.locator("h3")).hasText("Ved åen");
    assertThat(onMap.locator("[data-quantity=air-temperature]")).containsText("9,1 °C");
    assertThat(page.locator(".map-one")).isVisible();
    System.out.printf(
        "in the running city: from a payload to its value on the map in %d steps, %d ms: %s%n",
        steps.done().size(), steps.took().toMillis(), steps.done());
    assertThat(steps.done()).hasSizeLessThanOrEqualTo(8);
    assertThat(steps.took()).isLessThan(WITHOUT_A_DOCUMENT);
    assertFaultless(page, "console-map");
  }

  @Test
  void aNewSourceIsMadePostedToAsThePageSaysAndHeard(@TempDir Path folder) throws Exception {
    // Given a box of one's own, of which nobody has heard
    String box = "{\"device\":\"kasse-7\",\"time\":\"%s\",\"temperature\":7.2}";
    Page page = signedIn("/console?view=connect", street.person("nanna", "engineer"));
    page.locator("#payload").fill(box.formatted(Instant.now()));
    assertThat(page.locator("[data-field=temperature] .map-value")).hasText("7,2 °C");
    page.locator("#tenant").selectOption("aadal");
    page.locator("#source").selectOption("+");
    page.locator("#source-name").fill("Kassen ved broen");
    page.locator("#source-way").selectOption("http");
    assertThat(page.locator("#source-device")).hasValue("/device");
    assertThat(page.locator("#source-time")).hasValue("/time");
    page.locator("#place").fill("Broen");
    page.locator("#latitude").fill("56.0561, 9.7171");
    assertThat(page.locator(".changes")).containsText("aadal-kassen-ved-broen");
    page.locator("[data-register]").click();
    page.locator(".token-box button").first().click();
    String command = page.locator("[data-token=aadal-kassen-ved-broen] code").textContent();

    // When it sends what the page says, and then another box does that nobody registered
    Snippets shell = new Snippets(folder);
    shell.run(new Snippets.Snippet("sh", command));
    assertThat(page.locator("[data-arrived]")).containsText("7,2 °C");
    assertFaultless(page, "console-new-source");
    shell.run(new Snippets.Snippet("sh", command.replace("kasse-7", "kasse-8")));

    // Then the source speaks, and what it said of the other is set aside where one looks for it
    page.locator("[data-part=sources]").click();
    Locator source = page.locator("[data-source=aadal-kassen-ved-broen]").first();
    assertThat(source.locator(".card-head .tag")).hasText("Taler");
    assertThat(source).containsText(Pattern.compile("[0-9,]+ pr\\. minut"));
    assertThat(source.locator(".facts")).containsText(Pattern.compile("Modtaget.*2"));
    source.locator(".became a").click();
    assertThat(page.locator(".entry-row")).hasCount(1);
    assertThat(page.locator(".entry-row")).containsText("Ukendt enhed");
    assertFaultless(page, "console-new-source-set-aside");
  }

  @Test
  void aBadMessageIsFoundWithItsBytes() throws Exception {
    // Given
    street.say("street", "5712ee70000000ff", BROKEN);
    String engineer = street.person("karen", "engineer");
    Until.isTrue("it is set aside", SET_ASIDE, () -> street.hasSetAside(engineer));
    Page page = signedIn("/console?view=quarantine&source=street-lorawan", engineer);
    page.locator(".entry-row").first().click();
    page.locator("#open-why").fill("sagen om den ødelagte måler");

    // When
    page.locator("[data-open]").click();

    // Then
    String bytes = HexFormat.ofDelimiter(" ").formatHex(BROKEN.substring(0, 8).getBytes(UTF_8));
    assertThat(page.locator("[data-content=text]")).containsText(BROKEN);
    assertThat(page.locator("[data-content=bytes]")).containsText(bytes);
    assertFaultless(page, "console-quarantine");
  }

  @Test
  void aDatasetIsProposedApprovedShownToAllAndRecalled() throws Exception {
    // Given an owner who proposes it with its past, while nobody sees it
    String dataset = "/datasets/" + Street.UNDECIDED;
    Page anyone = STAND.visits().open(Visits.desktop(), dataset);
    assertThat(anyone.locator("h1")).hasText("Det datasæt findes ikke");
    STAND.visits().errors.removeIf(error -> error.contains("404"));
    Page owner = signedIn("/desk", street.person("olga", "owner"));
    owner.locator("[data-group=deskMine] [data-dataset=aadal-air] a").click();
    owner.locator("[data-step=propose]").click();
    owner.locator("#confirm-message").fill("til skolens nye legeplads");
    owner.locator("#confirm-reference").fill("2026-0042");
    owner.locator("#confirm-riskAssessment").fill("Ingen kan kendes i en lufttemperatur");
    owner.locator("#confirm-remainingRisk").fill("Ingen kendt");
    owner.locator("#confirm-from").fill(LocalDate.now(ZoneOffset.UTC).minusDays(2).toString());
    owner.locator(".confirmation .main-action").click();
    assertThat(owner.locator(".next-now")).containsText("olga foreslog det");
    assertThat(owner.locator(".why-not[data-step=approve]")).containsText("godkender");

    // When another person approves it and opens it, and the owner has its past told
    Page reviewer = signedIn("/desk?dataset=aadal-air", street.person("rita", "reviewer"));
    step(reviewer, "approve", "#confirm-message", "læst sag 2026-0042");
    assertThat(reviewer.locator(".way [aria-current]")).hasText("godkendt");
    step(reviewer, "public", "#confirm-reason", "der er ingen grund til at vente");
    assertThat(reviewer.locator(".way [aria-current]")).hasText("offentligt");
    owner.reload();
    owner.locator("#past > button").click();
    owner.locator("#confirm-message").fill("også dagene før");
    owner.locator(".confirmation .main-action").click();
    assertThat(owner.locator("#past [data-state=done]")).isVisible();

    // Then everyone sees it
    anyone.reload();
    assertThat(anyone.locator("h1")).hasText("Luften ved skolen");
    assertThat(anyone.locator(".chart-drawing .chart-curve").first()).isAttached();
    assertThat(street.city().open("/v1/datasets")).contains(Street.UNDECIDED);
    assertFaultless(anyone, "dataset-approved");

    // And when it is recalled, nothing of it is left
    reviewer.locator("[data-step=recall]").click();
    assertThat(reviewer.locator(".reach")).containsText(Pattern.compile("[1-9][0-9.]* rækker"));
    reviewer.locator("#confirm-message").fill("måleren hænger ved et soveværelse");
    reviewer.locator("#confirm-typed").fill(Street.UNDECIDED);
    reviewer.locator(".confirmation .grave-action").click();
    assertThat(reviewer.locator(".recall-job[data-state=done]")).isVisible();
    assertThat(reviewer.locator(".recall-job"))
        .containsText(Pattern.compile("[1-9][0-9.]* rækker"));
    assertFaultless(reviewer, "desk-recalled");
    anyone.reload();
    assertThat(anyone.locator(".now-value")).hasText("Intet tal endnu");
    assertThat(anyone.locator("div.curve:not([aria-busy])")).isAttached();
    assertThat(anyone.locator(".chart-drawing .chart-curve")).hasCount(0);
    assertThat(street.city().open("/v1/datasets/aadal-air/windows?from=P2D&format=ndjson"))
        .isEmpty();
  }

  private static void step(Page page, String step, String field, String why) {
    page.locator("[data-step=" + step + "]").click();
    page.locator(field).fill(why);
    page.locator(".confirmation .main-action").click();
  }

  private Page signedIn(String path, String token) {
    Page page = STAND.visits().open(Visits.desktop(), path);
    page.locator("#token").fill(token);
    page.locator(".sign-in .main-action").click();
    assertThat(page.locator(".person")).isVisible();
    return page;
  }

  private void assertFaultless(Page page, String name) throws Exception {
    List<?> violations = Visits.violations(page);
    Visits.shoot(page, "running-" + name + "-desktop-light-da");
    assertThat(violations).as(name).isEmpty();
    assertThat(STAND.visits().errors).as(name).isEmpty();
  }
}
