package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bypuls.browser.Steps;
import dk.bypuls.browser.Visits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The IoT team's console in a real browser, as somebody uses it who never saw it. */
class ConsoleIT {

  private static final int DEVICES = 40;
  private static final int MANY_DEVICES = 10_000;
  private static final String UPLINK =
      """
      {"deviceInfo": {"devEui": "A84041C5E1832F0A"}, "fPort": 2, "data": "AQzfAkcDSAA=",
       "object": {"temperature": 8.4, "pm25": 63, "uptime": 4711, "serial": "NS-00417"}}
      """;

  @RegisterExtension final PageStand stand = new PageStand(10);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubRegistry registry = new StubRegistry(city, DEVICES);

  private Page signedIn(String token, String query) {
    return signedIn(Visits.desktop(), token, query);
  }

  private Page signedIn(Browser.NewContextOptions options, String token, String query) {
    Page page = visits.open(options, "/console?" + query);
    page.locator("#token").fill(token);
    page.locator(".sign-in .main-action").click();
    assertThat(page.locator(".person")).isVisible();
    return page;
  }

  @Test
  void saysWhoIsSignedInAndWhatTheyMay() {
    // Given
    Page page = visits.open(Visits.desktop(), "/console");
    page.locator("#token").fill("byp_nobody");
    page.locator(".sign-in .main-action").click();
    assertThat(page.locator("#token-problem")).containsText("kendes ikke");
    assertThat(page.locator("#token")).isFocused();

    // When
    page.locator("#token").fill(StubRegistry.ENGINEER + "  ");
    page.locator(".sign-in .main-action").click();

    // Then
    assertThat(page.locator(".person-name")).hasText("emilIoT-tekniker");
    page.locator(".person-rights summary").click();
    assertThat(page.locator(".person-rights")).containsText("prøve dekodere");
    assertThat(page.context().cookies()).isEmpty();
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    page.reload();
    assertThat(page.locator(".person-name")).containsText("emil");
    registry.revoke();
    page.reload();
    assertThat(page.locator("#token-problem")).containsText("gælder ikke længere");
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    assertThat(visits.errors).allMatch(error -> error.contains("401"));
  }

  @Test
  void goesFromAPayloadToItsValueOnTheMapInAFewSteps() {
    // Given
    Page page = visits.open(Visits.desktop(), "/console");
    Steps steps = new Steps(page);

    // When
    steps.write("#token", StubRegistry.ENGINEER);
    steps.press(".sign-in .main-action");
    steps.press("[data-part=connect]");
    steps.write("#payload", UPLINK);
    assertThat(page.locator("[data-field=temperature] .map-value")).hasText("8,4 °C");
    assertThat(page.locator("[data-field=serial]")).containsText("Tekst gemmes ikke");
    steps.write("#place", "Ved skolen");
    steps.write("#latitude", "56.10554, 10.2165");
    assertThat(page.locator("[data-register]")).isEnabled();
    assertThat(page.locator(".changes li")).hasCount(3);
    assertThat(page.locator(".changes li").first()).containsText("– oprettes");
    assertThat(registry.applied).isEmpty();
    steps.press("[data-register]");
    assertThat(page.locator("[data-arrived]")).isVisible();
    assertThat(page.locator(".changes li").first()).containsText("– oprettet");
    steps.press("[data-to-map]");

    // Then
    Locator onMap = page.locator(".map-about");
    assertThat(onMap.locator("h3")).hasText("Ved skolen");
    assertThat(onMap.locator("[data-quantity=air-temperature]")).containsText("8,4 °C");
    assertThat(page.locator(".map-one")).isVisible();
    assertThat(page.locator(".inner-map .grounded canvas")).isVisible();
    assertThat(page.locator(".map-dot.speaks")).hasAttribute("d", Pattern.compile("M.+h0"));
    System.out.printf(
        "From a payload to its value on the map: %d steps, %d ms of machine time: %s%n",
        steps.done().size(), steps.took().toMillis(), steps.done());
    assertThat(steps.done()).hasSizeLessThanOrEqualTo(8);
    assertThat(steps.took()).isLessThan(Duration.ofMinutes(3));
    String registered = registry.applied.get(0).toString();
    assertThat(registered)
        .contains("a84041c5e1832f0a", "havnstrup-ved-skolen", "air-temperature", "pm2-5")
        .doesNotContain("NS-00417");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void decodesAChosenProductAndRefusesWhatIsNotInTheVocabulary() {
    // Given
    Page page = signedIn(StubRegistry.ENGINEER, "view=connect&lang=en");
    page.locator("#payload").fill("64 02 7b 08 ca 5d");
    assertThat(page.locator("#vendor-script")).isVisible();

    // When
    page.locator("#product-search").fill("carbon");
    page.locator("[data-product=bypuls-co2-bytes]").click();

    // Then
    assertThat(page.locator("[data-decoded] [data-quantity=carbon-dioxide]"))
        .containsText("635 ppm");
    page.locator("[data-product=bypuls-co2-bytes]").click();
    page.locator("#payload").fill(UPLINK);
    Locator unknown = page.locator("#quantity-0");
    unknown.fill("Vandstnad");
    page.keyboard().press("Tab");
    assertThat(page.locator("#quantity-0-problem")).containsText("Did you mean Water level?");
    unknown.fill("water le");
    page.keyboard().press("Enter");
    assertThat(unknown).hasValue("Water level");
    page.locator("#unit-0").selectOption("cm");
    assertThat(page.locator("[data-field=temperature] .map-value")).hasText("0.084 m");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void makesASourceAProductAndADatasetOnTheWayAndTellsWhatIsWrongWhereItWasWritten() {
    // Given
    Page page = signedIn(StubRegistry.ENGINEER, "view=connect");
    page.locator("#payload").fill(UPLINK);
    page.locator("#place").fill("Ved skolen");
    page.locator("#latitude").fill("55.95554, 10.2165");
    assertThat(page.locator("[data-register]")).isEnabled();
    page.locator("#source").selectOption("+");
    assertThat(page.locator("[data-register]")).isDisabled();
    page.locator("#source-name").fill("Havnens LoRaWAN");
    page.locator("#source-broker").fill("broker.example");
    page.locator("#source-topic").fill("application/+/device/+/event/up");
    page.locator("[data-more=product] summary").click();
    page.locator("#product-vendor").fill("Nordsensor");
    page.locator("#product-interval").fill("5");
    page.locator("[data-more=dataset] summary").click();
    page.locator("#dataset").selectOption("+");
    assertThat(page.locator(".new-thing").last()).containsText("Lufttemperatur, Partikler");
    page.locator("#dataset-title").fill("Luften ved skolen");

    // When what is written is refused
    Locator broker = page.locator("#source-broker");
    assertThat(broker).hasAttribute("aria-invalid", "true");

    // Then it is told beside the field that it is about, until it is mended
    assertThat(page.locator("#source-broker-problem")).containsText("skriv adressen, fx ssl://");
    assertThat(page.locator(".order-preview")).containsText("Ét felt er mærket");
    assertThat(page.locator(".order-preview")).not().containsText("ssl://");
    Visits.shoot(page, "console-new-source-desktop-light-da");
    broker.fill("ssl://broker.example:8883");
    assertThat(page.locator(".changes li")).hasCount(5);
    assertThat(page.locator("#source-broker-problem")).hasCount(0);
    page.locator("[data-register]").click();
    assertThat(page.locator("[data-undecided]")).containsText("en anden person godkender");
    String registered = registry.applied.get(0).toString().replace("\\\"", "\"");
    assertThat(registered)
        .contains("\"havnstrup-havnens-lorawan\"", "\"PT5M\"", "\"vendor\": \"Nordsensor\"")
        .contains("\"havnstrup-luften-ved-skolen\"", "\"air-temperature\"", "\"pm2-5\"")
        .doesNotContain("publication");
    assertThat(visits.errors).allMatch(error -> error.contains("422"));
  }

  @Test
  void saysWhatAwaitsWhoseApprovalAndWhoWillSeeTheValues() {
    // Given what joins a public dataset by its profile alone
    Page page = signedIn(StubRegistry.ENGINEER, "view=connect");
    page.locator("[data-product=havnstrup-air-quality]").click();
    assertThat(page.locator(".already .notice")).containsText("alle kan se værdierne");
    page.locator("[data-product=havnstrup-air-quality]").click();

    // When another profile joins it
    page.locator("#payload").fill(UPLINK);
    page.locator("#place").fill("Plads 7");
    page.locator("[data-more=dataset] summary").click();
    page.locator("#dataset").selectOption("havnstrup-air");

    // Then it is a proposal, before and after it was sent
    Locator waits = page.locator("[data-awaits=havnstrup-air]");
    assertThat(waits).containsText("Venter på godkendelse");
    assertThat(waits).containsText("(profiler), indtil en anden person med rollen godkender");
    page.locator("[data-register]").click();
    assertThat(page.locator("[data-arrived]")).isVisible();
    assertThat(waits.locator("a")).hasAttribute("href", "/desk?dataset=havnstrup-air");
  }

  @Test
  void aNewSourceThatIsPostedToGetsItsTokenOnce() {
    // Given a message of a sender's own, which says where it names the device and the time
    Page page = signedIn(StubRegistry.ENGINEER, "view=connect&lang=en");
    page.locator("#payload")
        .fill("{\"meter\": {\"id\": \"w-1\"}, \"at\": 1795308775, \"temperature\": 8.4}");
    page.locator("#source").selectOption("+");
    page.locator("#source-way").selectOption("http");

    // When
    assertThat(page.locator("#source-device")).hasValue("/meter/id");
    assertThat(page.locator("#source-time")).hasValue("/at");
    page.locator("#place").fill("Square 7");
    page.locator("[data-register]").click();
    page.locator(".token-box button").click();

    // Then
    Locator command = page.locator("[data-token=havnstrup-json]");
    assertThat(command).containsText("Bearer byp_tttt");
    assertThat(command).containsText("-d '{\"meter\": {\"id\": \"w-1\"}");
    assertThat(command).containsText("http://127.0.0.1:8081/ingest/havnstrup-json");
    assertThat(registry.applied.get(0).toString()).contains("/meter/id").doesNotContain("dedupe");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void importsATableWithAReportOfEachRow() {
    // Given
    Page page = signedIn(StubRegistry.ENGINEER, "view=connect");
    page.locator("[data-product=havnstrup-air-quality]").click();
    page.locator("[data-many=true]").click();
    String head = "id,tenant,source,device,profile,place\n";
    String good =
        "havnstrup-n1,havnstrup,havnstrup-lorawan,d1,havnstrup-air-quality,havnstrup-place-1\n";

    // When
    page.locator("#table").setInputFiles(table(head + good + good.replace("place-1", "nowhere")));

    // Then
    assertThat(page.locator("[data-row=mistake]")).hasCount(1);
    assertThat(page.locator("[data-row=mistake]")).containsText("stedet nowhere findes ikke");
    assertThat(page.locator("[data-register]")).hasCount(0);
    page.locator("#table").setInputFiles(table(head + good + good.replace("-n1", "-n2")));
    assertThat(page.locator("[data-row=created]")).hasCount(2);
    assertThat(page.locator("[data-row=created]").first()).containsText("oprettes");
    assertThat(registry.applied).isEmpty();
    page.locator("[data-register]").click();
    assertThat(page.locator(".import [role=status]")).containsText("2 sensorer er registreret");
    assertThat(page.locator("[data-row=created]").first()).containsText("oprettet");
    assertThat(registry.applied).hasSize(1);
  }

  private static FilePayload table(String text) {
    return new FilePayload("sensors.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tenThousandDevicesAreAsQuickAsThirty() {
    // Given
    new StubRegistry(city, MANY_DEVICES);
    Page page = signedIn(StubRegistry.VIEWER, "view=devices");
    Locator rows = page.locator("a.device-row");
    assertThat(rows.first()).isVisible();
    assertThat(page.locator(".part-body [role=status]").first()).containsText("10.000 af 10.000");

    // When
    page.locator(".windowed").evaluate("list => list.scrollTo(0, list.scrollHeight)");

    // Then
    assertThat(page.locator("a.device-row", with("havnstrup-air-09999"))).isVisible();
    assertThat(rows.count()).isLessThan(60);
    page.locator("#device-search").fill("plads 7 air-0000");
    assertThat(rows).hasCount(1);
    page.locator("#device-search").fill("");
    page.locator("#device-state").selectOption("silent");
    assertThat(rows.first()).containsText("Tavs");
    page.locator("#device-search").fill("no such thing");
    assertThat(page.locator(".empty-state")).isVisible();
    page.locator("#device-search").fill("air-00004");
    rows.first().click();
    assertThat(page.locator(".uplinks > li")).hasCount(8);
    assertThat(page.locator(".device-about")).containsText("Tavs siden");
    page.goBack();
    assertThat(page.locator("#device-search")).hasValue("air-00004");
    assertThat(visits.errors).isEmpty();
  }

  private static Page.LocatorOptions with(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void opensWhatWasSetAsideOnlyWithAReasonAndReplaysStepByStep() {
    // Given
    Page page = signedIn(StubRegistry.ENGINEER, "view=quarantine");
    assertThat(page.locator("[data-reason=unknown-device]")).containsText("800");
    page.locator("[data-reason=decoder-failed]").click();
    page.locator(".entry-row").first().click();
    page.locator("[data-open]").click();
    assertThat(page.locator(".content .form-problem")).containsText("Skriv, hvorfor");

    // When
    page.locator("#open-why").fill("the meter was swapped");
    page.locator("[data-open]").click();

    // Then
    assertThat(page.locator("[data-content=text]")).containsText("WP4MYw==");
    assertThat(page.locator("[data-content=bytes]")).containsText("7b 22 64 61 74 61");
    page.locator("[data-deed=replay]").click();
    assertThat(page.locator(".deed .form-problem")).containsText("Skriv en begrundelse");
    page.locator("#deed-why").fill("the decoder is mended");
    page.locator("[data-deed=replay]").click();
    assertThat(page.locator(".deed [role=status]")).containsText("Færdig. genafspillet: 800");
    assertThat(registry.orders).hasSize(2);
    assertThat(registry.orders.get(1).toString())
        .contains("\"reason\":\"decoder-failed\"", "\"cursor\":\"0-500\"", "the decoder is mended");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void showsAViewerNoContentAndNoDeeds() {
    // When
    Page page = signedIn(StubRegistry.VIEWER, "view=quarantine");

    // Then
    page.locator(".entry-row").first().click();
    assertThat(page.locator(".entry")).containsText("Din rolle må ikke se indholdet");
    assertThat(page.locator("[data-deed], [data-open], .entry-box")).hasCount(0);
    page.locator("[data-part=connect]").click();
    assertThat(page.locator(".empty-state")).containsText("Din rolle giver ikke adgang");
  }

  @Test
  void triesADecoderWhileItIsWrittenAndSavesIt() {
    // Given
    Page page = signedIn(StubRegistry.ENGINEER, "view=decoders");
    page.locator(".decoder-line a").click();
    page.locator("#bytes-0").fill("58 08 ca");
    page.locator("#expected-0").fill("{\"battery\": 88}");
    assertThat(page.locator(".vector-result")).containsText("nope is not defined");
    assertThat(page.locator(".bad-line")).hasText("2");

    // When
    page.locator("#script")
        .fill("function decodeUplink(i) { return { data: { battery: i.bytes[0] } }; }");

    // Then
    assertThat(page.locator(".vector-summary")).hasText("1 af 1 forventninger holder.");
    page.locator("#expected-0").fill("{\"battery\": 87}");
    assertThat(page.locator(".vector-result")).containsText("expected 87");
    page.locator("#expected-0").fill("{\"battery\": 88}");
    page.locator("[data-save]").click();
    assertThat(page.locator(".save-outcome")).containsText("Gemt");
    assertThat(registry.applied.get(0).toString()).contains("havnstrup-door", "5808ca");
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void keepsWhatIsKnownWhenTheServiceIsAway() {
    // Given
    city.say("/admin/v1/sources", asked -> away());
    city.say("/admin/v1/quarantine", asked -> away());

    // When
    Page page = signedIn(StubRegistry.ENGINEER, "view=sources");

    // Then
    assertThat(page.locator(".notice")).isVisible();
    assertThat(page.locator(".notice")).containsText("Ingest does not answer");
    assertThat(page.locator(".source-card")).hasCount(2);
    page.locator("[data-part=quarantine]").click();
    assertThat(page.locator(".problem-state")).containsText("Det svarer ikke lige nu");
    new StubRegistry(city, 3);
    page.locator(".problem-state button").click();
    assertThat(page.locator(".entry-row").first()).isVisible();
  }

  private static StubCity.Answer away() {
    return new StubCity.Answer(
        503,
        "application/problem+json",
        "{\"title\":\"away\",\"status\":503,\"detail\":\"Ingest does not answer.\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "desktop, light, da",
    "phone, dark, da",
    "desktop, dark, en",
    "phone, light, en",
  })
  void everyFaceIsAccessible(String size, String colour, String language) throws Exception {
    // Given
    boolean isPhone = "phone".equals(size);
    Browser.NewContextOptions options =
        (isPhone ? Visits.phone().setViewportSize(320, 720) : Visits.desktop())
            .setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE);
    Map<String, String> faces = new LinkedHashMap<>();
    faces.put("sources", ".source-card");
    faces.put("devices", "a.device-row");
    faces.put("devices&device=havnstrup-air-00004", ".uplinks li");
    faces.put("connect", ".map-line");
    faces.put("connect&new=1", "#dataset-title");
    faces.put("decoders&decoder=new", ".vector-result .code-block");
    faces.put("quarantine", ".entry-row");
    faces.put("map&device=havnstrup-air-00004", ".map-about .readings");
    Page page = visits.open(options, "/console?lang=" + language);
    check(page, "sign-in", size, colour, language);
    page.locator("#token").fill(StubRegistry.ENGINEER);
    page.locator(".sign-in .main-action").click();
    assertThat(page.locator(".person")).isVisible();

    for (Map.Entry<String, String> face : faces.entrySet()) {
      // When
      page.navigate(city.address() + "/console?lang=" + language + "&view=" + face.getKey());
      if (face.getKey().startsWith("connect")) {
        page.locator("#payload").fill(UPLINK);
      }
      if (face.getKey().endsWith("new=1")) {
        describeAllThatIsNew(page);
      }
      assertThat(page.locator(face.getValue()).first()).isVisible();
      if (face.getKey().startsWith("map")) {
        assertThat(page.locator(".grounded canvas")).isVisible();
      }

      // Then
      check(
          page,
          face.getKey().replaceAll("[&=].*", "").concat(face.getKey().contains("&") ? "-one" : ""),
          size,
          colour,
          language);
    }
    assertThat(visits.errors).isEmpty();
  }

  private static void describeAllThatIsNew(Page page) {
    page.locator("#source").selectOption("+");
    page.locator("[data-more=product] summary").click();
    page.locator("[data-more=dataset] summary").click();
    page.locator("#dataset").selectOption("+");
  }

  private static void check(Page page, String face, String size, String colour, String language)
      throws Exception {
    List<?> violations = "da".equals(language) ? Visits.violations(page) : List.of();
    Visits.shoot(page, String.join("-", "console", face, size, colour, language));
    assertThat(violations).as(face).isEmpty();
    if ("phone".equals(size)) {
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(face).isEqualTo(320);
    }
  }
}
