package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dk.bypuls.browser.Visits;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a dataset in a real browser. */
class DatasetPageIT {

  private static final String AIR = "/datasets/havnstrup-air?place=havnstrup-torvet";

  @RegisterExtension final PageStand stand = new PageStand(3);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubDatasets datasets = new StubDatasets(city);

  @Test
  void saysFirstWhatItIsByWhomAndWhyAndThenShowsIt() throws Exception {
    // When
    Page page = visits.open(Visits.desktop(), AIR);

    // Then
    assertThat(page.locator("h1")).hasText("Luftkvalitet i Havnstrup");
    assertThat(page.locator(".three-lines dt")).hasText(new String[] {"Hvad", "Hvem", "Hvorfor"});
    assertThat(page.locator(".three-lines")).containsText("hvor og hvornår luften er dårligst");
    assertThat(page.locator(".now-value")).hasText("4,3 µg/m³");
    assertThat(page.locator(".chart-legend")).containsText("mangler (15)");
    assertThat(page.locator(".chart-legend")).containsText("ikke endnu (1)");
    assertThat(page.locator(".chart-legend")).containsText("normalt for timen");
    assertThat(page.locator(".quality")).containsText("81 af 97");
    assertThat(page.locator(".used")).containsText("1.240");
    assertThat(page.locator(".months")).containsText("oktober 2026");
    assertThat(page.locator(".protection")).containsText("Tallene handler om omgivelserne.");
    assertThat(Visits.violations(page)).isEmpty();
    assertThat(visits.errors).isEmpty();
    Visits.shootWhole(page, "dataset-desktop-light-da");
  }

  @Test
  void theCurveIsReadByKeyboardAndAsATable() {
    // Given
    Page page = visits.open(Visits.desktop(), AIR);
    Locator cursor = page.locator(".chart-cursor");
    assertThat(page.locator(".chart-curve").first()).isAttached();
    assertThat(page.locator(".chart-legend")).containsText("normalt for timen");

    // When
    cursor.focus();
    page.keyboard().press("End");

    // Then
    Locator reading = page.locator(".chart-reading");
    assertThat(reading).containsText("ikke endnu");
    page.keyboard().press("ArrowLeft");
    assertThat(reading).containsText("µg/m³");
    assertThat(reading).containsText("normalt 4,5");
    assertThat(cursor).hasAttribute("aria-valuetext", reading.textContent());
    page.locator(".chart-details summary").click();
    assertThat(page.locator(".chart-table tbody tr")).hasCount(97);
    assertThat(page.locator(".chart-table tr.missing").first()).containsText("mangler");
  }

  @Test
  void whatIsChosenStandsInTheAddressAndInEverythingElse() {
    // Given
    Page page = visits.open(Visits.desktop(), AIR);
    assertThat(page.locator(".chart-curve").first()).isAttached();

    // When
    page.locator("#choose-quantity").selectOption("rain-amount");
    page.locator("#choose-resolution").selectOption("PT1H");

    // Then
    assertThat(page.locator(".chart-bars").first()).isAttached();
    assertThat(page).hasURL(Pattern.compile(".*quantity=rain-amount.*"));
    assertThat(page).hasURL(Pattern.compile(".*resolution=PT1H.*"));
    assertThat(page.locator(".program code").first())
        .containsText(
            city.address()
                + "/v1/datasets/havnstrup-air/windows?place=havnstrup-torvet&quantity=rain-amount&resolution=PT1H");
    assertThat(page.locator(".forms a").first())
        .hasAttribute("href", Pattern.compile(".*quantity=rain-amount.*format=csv.*"));
    page.locator("[data-language=en]").click();
    assertThat(page.locator("#choose-quantity")).hasValue("rain-amount");
    assertThat(page.locator("h1")).hasText("Air quality in Havnstrup");
    page.goBack();
    page.goBack();
    assertThat(page.locator("#choose-resolution")).hasValue("PT15M");
    assertThat(datasets.asked).anyMatch(query -> query.contains("gaps=true"));
  }

  @Test
  void aLongerResolutionMovesTheTimeToOneThatHoldsIt() {
    // Given
    Page page = visits.open(Visits.desktop(), AIR + "&span=P1D");
    assertThat(page.locator(".chart-curve").first()).isAttached();

    // When
    page.locator("#choose-resolution").selectOption("P1D");

    // Then
    assertThat(page.locator("#choose-span")).hasValue("P30D");
    assertThat(page.locator(".program code").first()).containsText("resolution=P1D&from=P30D");
    assertThat(page.locator(".program code").nth(1)).containsText("&resolution=P1D'");
  }

  @Test
  void anAreaInTheAddressIsShown() {
    // When
    Page page = visits.open(Visits.desktop(), "/datasets/havnstrup-air?area=10km_620_57");

    // Then
    assertThat(page.locator("#choose-spot")).hasValue("10km_620_57");
    assertThat(page.locator(".program code").first()).containsText("?area=10km_620_57&");
    assertThat(page.locator(".program code").nth(1)).containsText("&area=10km_620_57&");
    assertThat(page.locator(".not-there")).isEmpty();
  }

  @Test
  void whatTheAddressNamesAndIsNotThereIsSaid() throws Exception {
    // When
    Page page = visits.open(Visits.desktop(), AIR + "&quantity=gone&lang=en");

    // Then
    assertThat(page.locator(".not-there"))
        .hasText(
            "The address names the quantity gone, which is not measured here. The page shows another.");
    assertThat(page.locator("#choose-quantity")).hasValue("pm2-5");
    assertThat(Visits.violations(page)).isEmpty();
  }

  @Test
  void whatIsPastedWorks() throws Exception {
    // Given
    Page page = visits.open(Visits.desktop(), AIR);
    assertThat(page.locator(".chart-curve").first()).isAttached();

    for (String tongue : List.of("curl", "python", "javascript")) {
      page.locator("[data-tongue=" + tongue + "]").first().click();
      List<String> snippets = page.locator(".program code").allTextContents();

      // Then
      assertThat(firstLine(tongue, snippets.get(0))).as(tongue + " history").isNotBlank();
      assertThat(firstLine(tongue, snippets.get(1))).as(tongue + " live").isNotBlank();
    }
  }

  @Test
  void saysWhatChangedWithItsDayAndTheNewestFirst() {
    // When
    Page page = visits.open(Visits.desktop(), AIR);

    // Then
    Locator changes = page.locator(".notices li");
    assertThat(changes).hasCount(2);
    assertThat(changes.first()).hasAttribute("data-notice", "licence");
    assertThat(changes.first()).containsText("2. november 2026");
    assertThat(changes.first()).containsText("Ny licens – Licensen er ændret fra CC-BY-4.0");
    page.locator("[data-language=en]").click();
    assertThat(changes.first())
        .containsText("Another licence – The licence changed from CC-BY-4.0");
  }

  @Test
  void aWordToTheOwnerIsSentAndCanBeFollowedUp() {
    // Given
    Page page = visits.open(Visits.desktop(), AIR);
    assertThat(page.locator(".chart-curve").first()).isAttached();

    // When
    page.locator("#feed-text").fill("Sensoren er dækket af blade.");
    page.locator("#feed-about").selectOption("window");
    page.locator(".feedback button[type=submit]").click();

    // Then
    assertThat(page.locator(".feed-thanks")).isFocused();
    assertThat(page.locator(".feedback code")).containsText(StubDatasets.SECRET);
    assertThat(datasets.sent)
        .singleElement()
        .asString()
        .contains("\"text\":\"Sensoren er dækket af blade.\"")
        .contains("\"resolution\":\"PT15M\"", "\"place\":\"havnstrup-torvet\"");
    page.getByText("Se status nu").click();
    assertThat(page.locator(".feed-state")).containsText("bliver set på");
  }

  @Test
  void dataAboutPeopleAreServedAsWell() throws Exception {
    // When
    Page page =
        visits.open(
            Visits.phone().setColorScheme(ColorScheme.DARK), "/datasets/havnstrup-crowd?lang=en");

    // Then
    assertThat(page.locator(".badge").first()).hasText("Protected data");
    assertThat(page.locator(".now-value")).hasText("143");
    assertThat(page.locator(".chart-legend")).containsText("protected (15)");
    assertThat(page.locator(".chart-bars.rough").first()).isAttached();
    assertThat(page.locator(".quality")).containsText("good 64, fair 0, rough 17");
    assertThat(page.locator("#choose-spot")).hasValue("1km_6199_576");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(Visits.violations(page)).isEmpty();
    Visits.shootWhole(page, "dataset-phone-dark-en");
  }

  @Test
  void whatIsNotThereIsSaidKindly() throws Exception {
    // When
    Page page = visits.open(Visits.phone(), "/datasets/unknown");

    // Then
    assertThat(page.locator("h1")).hasText("Det datasæt findes ikke");
    assertThat(Visits.violations(page)).isEmpty();
    Visits.shoot(page, "dataset-unknown-phone-light-da");
  }

  @Test
  void waitsForAServiceThatIsAway() {
    // Given
    city.say("/v1/datasets/havnstrup-air", it -> new StubCity.Answer(503, "text/plain", "away"));
    Page page = visits.open(Visits.desktop(), AIR);
    assertThat(page.locator("h1")).hasText("Siden får ikke svar lige nu.");

    // When
    city.say("/v1/datasets/havnstrup-air", datasets::dataset);
    page.getByText("Prøv igen").click();

    // Then
    assertThat(page.locator("h1")).hasText("Luftkvalitet i Havnstrup");
  }

  /** The first line that the program says. It may go on for ever. */
  private static String firstLine(String tongue, String program)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            switch (tongue) {
              case "curl" -> List.of("sh", "-c", program);
              case "python" -> List.of("python3", "-c", program);
              default -> List.of("node", "--input-type=module", "-e", program);
            });
    if (!"curl".equals(tongue) && !onPath(command.get(0))) {
      return "not here";
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && line.isBlank()) {
        line = lines.readLine();
      }
      assertThat(line).as(program).isNotNull().doesNotContain("Error", "Traceback");
      return line;
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
