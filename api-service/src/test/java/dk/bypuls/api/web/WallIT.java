package dk.bypuls.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bypuls.browser.Visits;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The duty screen in a real browser, over a made-up town in which something is the matter. */
class WallIT {

  private static final int PLACES = 150;
  @RegisterExtension final PageStand stand = new PageStand(PLACES);
  private final StubCity city = stand.city();
  private final Visits visits = stand.visits();
  private final StubWeek week = new StubWeek(city);

  @Test
  void showsTheCityNowAndFiftySimilarFindingsAsOneLine() {
    // When
    Page page = visits.open(wall(1920, 1080), "/wall");

    // Then
    assertThat(page.locator(".wall-state")).hasText("Live");
    Locator unusual = page.locator(".panel-of-unusual");
    assertThat(unusual).containsText("Partikler PM2,5");
    assertThat(unusual).containsText("langt over det sædvanlige, 50 steder");
    assertThat(unusual).containsText(week.loud().spot().danish());
    assertThat(unusual.locator(".line")).hasCount(2);
    assertThat(unusual).containsText("normalt");
    assertThat(page.locator(".panel-of-silent")).containsText("hele stedet, ");
    assertThat(page.locator(".level").first()).isVisible();
    assertThat(page.locator(".simulated")).hasText("Opdigtet by");
    assertThat(pixels(page, ".line-what")).as("read from five metres").isGreaterThan(24);
    assertThat(pixels(page, ".card-value")).isGreaterThan(40);
    assertThat(page.evaluate("document.documentElement.scrollHeight <= innerHeight"))
        .as("a wall does not scroll")
        .isEqualTo(true);
    assertThat(visits.errors).isEmpty();
  }

  @Test
  void whatIsArrangedByKeyAndByPointerIsInTheLink() {
    // Given
    Page page = visits.open(wall(1600, 900), "/wall");
    assertThat(page.locator(".level").first()).isVisible();
    page.getByText("Indret skærmen").click();

    // When
    page.locator("[data-panel=silent] .handle").focus();
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("Shift+ArrowRight");
    assertThat(page.locator("[data-panel=silent] .handle")).isFocused();
    assertThat(page.locator(".arrange [role=status]")).containsText("2 × 1");
    drag(page, "[data-panel=late] .handle", "[data-panel=levels] h2");
    page.locator("[data-choice=theme-air]").click();
    page.locator("[data-panel=unusual] [data-tool=remove]").click();
    page.locator("#wall-place").fill(week.loud().spot().danish());
    page.keyboard().press("Enter");
    page.keyboard().press("Escape");

    // Then
    List<String> order = List.of("late", "levels", "silent");
    assertThat(page).hasURL(Pattern.compile(".*places=" + week.loud().spot().id() + ".*"));
    assertThat(page.url()).contains("panels=late_1x1.levels_2x3.silent_2x1").contains("themes=air");
    assertThat(order(page)).isEqualTo(order);
    Page shared = visits.open(wall(1600, 900), page.url());
    assertThat(shared.locator("[data-panel=silent]")).hasAttribute("data-size", "2x1");
    assertThat(order(shared)).isEqualTo(order);
    assertThat(shared.locator(".arrange")).isHidden();
  }

  @Test
  void saysThatItIsOldComesBackAndLoadsItselfAnewAfterAnUpgrade() throws Exception {
    // Given a page that has looked at itself, so that it knows another when it sees one
    String now = Files.readString(PageStand.built().resolve("wall.html"));
    AtomicInteger looks = new AtomicInteger();
    city.say("/wall", asked -> page(now, looks));
    Page page = visits.open(wall(1600, 900), "/wall");
    assertThat(page.locator(".panel-of-unusual")).containsText("PM2,5");
    assertThat(page.locator(".wall-state")).hasText("Live");
    page.waitForCondition(() -> looks.get() > 1);
    page.evaluate("window.before = true");

    // When
    city.live(false);

    // Then
    assertThat(page.locator(".wall-notice")).containsText("Tallene er fra kl.");
    assertThat(page.locator(".wall-state")).hasText("Ingen forbindelse");
    assertThat(page.locator(".level").first()).isVisible();
    Visits.shoot(page, "wall-offline-desktop-light-da");
    city.say("/wall", asked -> page(now + "<!-- newer -->", looks));
    city.live(true);
    page.waitForFunction(
        "() => window.before === undefined",
        null,
        new Page.WaitForFunctionOptions().setTimeout(60_000));
    assertThat(page.locator(".wall-state")).hasText("Live");
  }

  private static StubCity.Answer page(String text, AtomicInteger looks) {
    looks.incrementAndGet();
    return new StubCity.Answer(200, "text/html; charset=utf-8", text);
  }

  @Test
  void goesOnWhileHistoryIsAwayAndTriesWhenTheCityIs() {
    // Given
    week.history(false);
    city.answering(false);
    Page page = visits.open(Visits.phone(), "/wall");
    assertThat(page.locator(".wall-message")).containsText("svarer ikke");

    // When
    city.answering(true);
    page.locator(".wall-message button").click();

    // Then
    assertThat(page.locator(".level").first()).isVisible();
    assertThat(page.locator(".panel-of-unusual")).containsText("Historikken svarer ikke");
  }

  @Test
  void whoHasARoleSeesTheDevicesOfNoOpenDatasetAndTheSourcesToo() {
    // Given
    city.say(
        "/admin/v1/devices",
        asked ->
            "Bearer good".equals(asked.getRequestHeaders().getFirst("Authorization"))
                ? StubCity.Answer.json(
                    "{\"devices\":[{\"sensor\":\"havnstrup-meter-7\",\"tenant\":\"havnstrup\",\"profile\":\"heat-meter\","
                        + "\"lastSeen\":\"2026-11-01T00:00:00Z\",\"silentSince\":\"2026-11-01T01:00:00Z\",\"battery\":3}],\"next\":null}")
                : new StubCity.Answer(401, "application/problem+json", "{\"status\":401}"));
    city.say(
        "/admin/v1/sources",
        asked ->
            StubCity.Answer.json(
                "{\"at\":\"2026-11-01T00:00:00Z\",\"sources\":[{\"source\":\"havnstrup-broker\",\"received\":7,\"connected\":false},"
                    + "{\"source\":\"havnstrup-files\",\"received\":3}]}"));
    Page page = visits.open(wall(1600, 900), "/wall?panels=silent_2x3.late_2x3");
    assertThat(page.locator(".panel-of-silent .line").first()).isVisible();
    assertThat(page.locator(".panel-of-late")).containsText("når man er logget ind");
    assertThat(page.locator(".panel-of-late")).not().containsText("havnstrup-broker");
    assertThat(page.locator(".panel-of-silent")).not().containsText("heat-meter");

    // When
    page.evaluate("sessionStorage.setItem('bypuls-token', 'good')");
    page.reload();

    // Then
    assertThat(page.locator(".panel-of-silent")).containsText("heat-meter");
    Locator late = page.locator(".panel-of-late");
    assertThat(late.locator(".line").first()).containsText("havnstrup-broker");
    assertThat(late.locator(".line").first()).containsText("ingen forbindelse");
    assertThat(late).containsText("1 af 2 kilder er forsinket");
    Visits.shoot(page, "wall-role-light-da");
    page.locator(".panel-of-silent .panel-rest").click();
    assertThat(page.locator("dialog")).containsText("3 %");
  }

  @Test
  void aDayOfEventsLeavesNothingBehind() {
    // Given
    Page page = visits.open(wall(1600, 900), "about:blank");
    Instant start = Instant.now();
    page.clock().install(new Clock.InstallOptions().setTime(start.toEpochMilli()));
    page.navigate(city.address() + "/wall");
    assertThat(page.locator(".wall-state")).hasText("Live");
    CDPSession session = page.context().newCDPSession(page);
    hours(page, start, 0, 3);
    Footprint before = Footprint.of(session);

    // When
    List<Footprint> thirds = new ArrayList<>();
    for (int hour = 3; hour < 27; hour += 8) {
      hours(page, start, hour, hour + 8);
      thirds.add(Footprint.of(session));
    }

    // Then
    Footprint after = thirds.get(2);
    long grown = Growth.typical(before.heap(), thirds.stream().map(Footprint::heap).toList());
    System.out.printf(
        "a day on the wall: %s, then %s; %d bytes in a typical third%n", before, thirds, grown);
    assertThat(grown).as("bytes that a third of a day leaves behind").isLessThan(500_000);
    assertThat(thirds.stream().mapToLong(Footprint::nodes).min().orElseThrow())
        .as("nodes")
        .isLessThan(before.nodes() + 300);
    assertThat(after.listeners()).as("listeners").isLessThan(before.listeners() + 20);
    assertThat(page.locator(".wall-state")).hasText("Live");
  }

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, light, da, desktop",
    "3840, 2160, dark, en, wall",
    "390, 844, dark, da, phone",
    "390, 844, light, en, phone",
  })
  void everyFaceIsAccessible(int width, int height, String colour, String language, String size)
      throws Exception {
    // Given
    Browser.NewContextOptions options = wall(width, height);
    options.setColorScheme("dark".equals(colour) ? ColorScheme.DARK : ColorScheme.LIGHT);

    // When
    Page page = visits.open(options, "/wall?lang=" + language);
    assertThat(page.locator(".panel-of-unusual .line")).hasCount(2);

    // Then
    Visits.shoot(page, String.join("-", "wall", size, colour, language));
    assertThat(Visits.violations(page)).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    page.locator(".wall-top > .button").click();
    assertThat(Visits.violations(page)).as("while it is arranged").isEmpty();
    Visits.shoot(page, String.join("-", "wall-arranged", size, colour, language));
    page.setViewportSize(320, 700);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    assertThat(visits.errors).isEmpty();
  }

  /** What the page holds once it has tidied up. */
  private record Footprint(long heap, long nodes, long listeners) {

    static Footprint of(CDPSession session) {
      session.send("HeapProfiler.collectGarbage");
      session.send("HeapProfiler.collectGarbage");
      JsonObject counters = session.send("Memory.getDOMCounters");
      return new Footprint(
          session.send("Runtime.getHeapUsage").get("usedSize").getAsLong(),
          counters.get("nodes").getAsLong(),
          counters.get("jsEventListeners").getAsLong());
    }
  }

  /** Lets hours pass, with words of every hour. */
  private void hours(Page page, Instant start, int from, int to) {
    Random random = new Random(from);
    for (int hour = from; hour < to; hour++) {
      page.clock().fastForward(Duration.ofHours(1).toMillis());
      Instant at = start.plus(Duration.ofHours(hour + 1));
      for (int told = 0; told < 300; told++) {
        StubTown.Line line = city.town.lines.get(random.nextInt(city.town.lines.size()));
        city.tell(city.town.running(line, at.plusSeconds(told), random.nextDouble() * 50));
      }
      page.clock().runFor(5_000);
    }
  }

  private static void drag(Page page, String handle, String to) {
    page.locator(handle).hover();
    page.mouse().down();
    page.locator(to).hover();
    page.mouse().up();
  }

  private static Object order(Page page) {
    return page.evaluate(
        "[...document.querySelectorAll('[data-panel]')].map(p => p.dataset.panel)");
  }

  private static double pixels(Page page, String selector) {
    Object size =
        page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('" + selector + "')).fontSize)");
    return ((Number) size).doubleValue();
  }

  private static Browser.NewContextOptions wall(int width, int height) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setLocale("da-DK")
        .setReducedMotion(ReducedMotion.REDUCE);
  }
}
