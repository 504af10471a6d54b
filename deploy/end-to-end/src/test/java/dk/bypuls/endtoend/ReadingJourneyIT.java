package dk.bypuls.endtoend;

import static dk.bypuls.endtoend.RunningCity.CROWD;
import static dk.bypuls.endtoend.RunningCity.PROVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.adversary.Attack;
import dk.bypuls.adversary.Channels;
import dk.bypuls.adversary.Crowd;
import dk.bypuls.adversary.Door;
import dk.bypuls.adversary.HttpDoor;
import dk.bypuls.adversary.Spy;
import dk.bypuls.adversary.Trial;
import dk.bypuls.client.Bypuls;
import dk.bypuls.client.BypulsException;
import dk.bypuls.client.Contract;
import dk.bypuls.client.Listening;
import dk.bypuls.events.AreaSighting;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.vocabulary.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readings from MQTT and HTTP to live, latest, history and SQL, in a city started as a user starts
 * it.
 */
class ReadingJourneyIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  /** The end of a minute, the settling after it, and what a slow machine adds. */
  private static final Duration COMPLETION = Duration.ofMinutes(3);

  private static final String KEPT =
      "select count(*) from exact.windows w join exact.families f on f.id = w.family"
          + " where f.dataset = '%s'";

  private static final String RECALLED = "prove-recalled";
  private static final String WHY = "2026-0077: a window was open";
  private static final String OPEN_ROWS =
      "select count(*) from open.windows w join open.families f on f.id = w.family"
          + " where f.dataset = '%s' and w.start_at = '%s'";

  private static final Duration OF_BOTH = Duration.ofMinutes(3);

  private static TestCity city;
  private static Canaries canaries;
  private static CityTopics topics;
  private static LiveFeed live;
  private static Instant minute;

  @RegisterExtension static final JourneyStand STAND = new JourneyStand();

  @BeforeAll
  static void awaitTheMinute() {
    city = STAND.running().city();
    canaries = STAND.running().canaries();
    topics = STAND.running().topics();
    live = STAND.running().live();
    minute = STAND.running().minute();
    Until.isTrue(
        "both thermometers' windows completed live",
        COMPLETION,
        () -> live.windows(minute(), "\"complete\"").size() >= 2);
  }

  @Test
  void runningValuesGoOutBeforeTheWindowCompletes() {
    assertThat(live.windows(minute(), "prove-thermo-0", "\"running\"")).isNotEmpty();
  }

  @Test
  void aWindowCountsEachReadingOnceWhateverIsSentAgain() {
    assertThat(live.windows(minute(), "prove-thermo-0", "\"complete\""))
        .singleElement()
        .asString()
        .contains("\"count\":2,", "\"mean\":20.5000", "\"min\":20.25", "\"max\":20.75")
        .contains("\"first\":20.25", "\"last\":20.75", "\"revision\":1,");
  }

  @Test
  void historyServesTheBytesThatLiveSent() {
    // Given
    List<String> seen = live.windows(minute(), "\"complete\"");

    // When
    List<String> history = historyLines("prove-weather");

    // Then
    assertThat(history).containsExactlyInAnyOrderElementsOf(seen);
  }

  @Test
  void latestServesTheBytesThatLiveSent() {
    String seen = live.windows(minute(), "prove-thermo-1", "\"complete\"").get(0);

    String latest = city.open("/v1/datasets/prove-weather/latest");

    assertThat(latest).contains(seen);
  }

  @Test
  void whatTheDocumentsTellDevelopersToTypeWorks(@TempDir Path folder) throws IOException {
    // Given
    historyLines("prove-weather");
    Snippets snippets = new Snippets(folder);
    List<Snippets.Snippet> told = Snippets.of("docs/use-the-data.md");

    // When
    List<String> printed =
        told.stream()
            .filter(Snippets.Snippet::isRunnable)
            .map(snippet -> snippets.run(snippet.about(city, "prove-weather")))
            .toList();

    // Then
    assertThat(printed)
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(text -> assertThat(text).containsPattern("prove-thermo|[1-9][0-9]* windows"));
    told.stream()
        .filter(snippet -> !snippet.isRunnable())
        .forEach(left -> System.out.println("not run here, no " + left.language()));
  }

  @Test
  void whatTheDocumentsTellOfHistoryWorks(@TempDir Path folder) throws IOException {
    // Given
    historyLines("prove-weather");
    Snippets snippets = new Snippets(folder);

    // When
    List<String> printed =
        Snippets.of("docs/history.md").stream()
            .map(snippet -> snippets.run(snippet.about(city, "prove-weather")))
            .toList();

    // Then
    assertThat(printed).hasSizeGreaterThanOrEqualTo(2).first().asString().contains("prove-thermo");
    assertThat(folder.resolve("weather.parquet")).isNotEmptyFile();
  }

  @Test
  void theJavaClientAsksAndListens() {
    // Given
    historyLines("prove-weather");
    Bypuls client = new Bypuls(city.api("/"));
    List<Contract.Row> windows = new ArrayList<>();
    List<Contract.Window> told = new CopyOnWriteArrayList<>();

    // When
    client.askAll(
        new Contract.ListWindows("prove-weather").from(minute.toString()).limit(1),
        page -> windows.addAll(page.windows()));
    try (Listening live =
        client.listen(
            new Contract.Listen().dataset("prove-weather"),
            event -> told.add(client.read(event.data(), Contract.Window.class)))) {
      Until.isTrue("something was told", SOON, () -> !told.isEmpty());
    }

    // Then
    assertThat(windows)
        .extracting(Contract.Row::sensor)
        .contains("prove-thermo-0", "prove-thermo-1");
    assertThat(windows.get(0).mean()).isNotNull();
    assertThat(told.get(0).dataset()).isEqualTo("prove-weather");
    assertThatThrownBy(() -> client.ask(new Contract.GetDataset("prove-nothing")))
        .isInstanceOf(BypulsException.class)
        .hasMessageContaining("There is nothing here");
  }

  @Test
  void theTypeScriptClientAsksAndListens(@TempDir Path folder) {
    // Given
    historyLines("prove-weather");
    Snippets snippets = new Snippets(folder);
    String program =
        """
        import { Bypuls } from "./bypuls.ts";

        const city = new Bypuls("%s");
        for await (const page of city.askAll("listWindows", { dataset: "prove-weather", from: "%s", limit: 1 })) {
          for (const window of page.windows) console.log(window.sensor, window.mean);
        }
        for await (const event of city.listen({ dataset: ["prove-weather"] })) {
          console.log(event.name, event.id);
          break;
        }
        await city.ask("getDataset", { dataset: "prove-nothing" }).catch((refused) => console.log(refused.message));
        const { windows } = await city.ask("listWindows", { dataset: "prove-weather", place: undefined, limit: 1 });
        console.log("asked with what is not there:", windows.length);
        try {
          for await (const event of city.listen({ dataset: ["prove-nothing"] })) console.log(event);
        } catch (refused) {
          console.log("live answers", refused.status);
        }
        """
            .formatted(city.api("/"), minute);

    // When
    String printed = snippets.runTypeScript(program, "deploy/clients/src/main/typescript");

    // Then
    assertThat(printed)
        .contains("prove-thermo-0 20.5", "prove-thermo-1 -3.5", "window ", "There is nothing here")
        .contains("asked with what is not there: 1", "live answers 404");
  }

  @Test
  void whatTheDashboardAsksIsAnswered() throws IOException {
    // Given
    historyLines("prove-weather");
    Map<String, String> chosen =
        Map.of("dataset", "prove-weather", "quantity", "air-temperature", "resolution", "PT1M");

    // When
    Dashboard dashboard = Dashboard.named("city");
    Map<String, List<String>> choices = dashboard.choices(chosen, city::open);
    List<Dashboard.Ask> asks = dashboard.asks(chosen, minute, minute.plus(1, ChronoUnit.HOURS));

    // Then
    assertThat(choices).containsOnlyKeys("dataset", "quantity");
    choices.forEach((name, values) -> assertThat(values).contains(chosen.get(name)));
    assertThat(asks)
        .hasSize(3)
        .allSatisfy(
            ask -> {
              List<String> lines = city.open(ask.path()).lines().toList();
              assertThat(List.of(lines.get(0).split(",", -1))).containsAll(ask.columns());
              assertThat(lines.get(1)).contains("prove-thermo");
            });
  }

  @Test
  void theDatabaseHoldsEachWindowOnce() throws SQLException {
    historyLines("prove-weather");

    assertThat(
            count(
                "bypuls_open",
                "select count(*) from open.windows w join open.families f on f.id = w.family"
                    + " where f.dataset = 'prove-weather' and f.resolution = 1 and w.start_at = '"
                    + minute
                    + "'"))
        .isEqualTo(2);
  }

  @Test
  void whatWasReceivedAddsUp() {
    Until.isTrue(
        "received = accepted + quarantined + dropped + refused",
        SOON,
        () -> {
          String metrics = city.get(city.ingest("/metrics")).body();
          double received = sum(metrics, "bypuls_ingest_received_total");
          double ended =
              sum(metrics, "bypuls_ingest_accepted_total")
                  + sum(metrics, "bypuls_ingest_quarantined_total")
                  + sum(metrics, "bypuls_ingest_dropped_total")
                  + sum(metrics, "bypuls_ingest_refused_total");
          return received >= 10 && received == ended;
        });
    String metrics = city.get(city.ingest("/metrics")).body();
    assertThat(sum(metrics, "bypuls_ingest_quarantined_total", "source=\"prove-lorawan\""))
        .isEqualTo(3);
  }

  @Test
  void whoComesThroughAProxySeesNoMetricsAndWhetherAServiceIsUp() {
    // Given what a proxy on this machine says when it asks for somebody else
    String[] passedOn = {"X-Forwarded-For", "127.0.0.1"};
    for (URI service : List.of(city.api("/"), city.ingest("/"), city.aggregator("/"))) {

      // When
      HttpResponse<String> metrics = city.get(service.resolve("/metrics"), passedOn);
      HttpResponse<String> ready = city.get(service.resolve("/health/ready"), passedOn);
      HttpResponse<String> live = city.get(service.resolve("/health/live"), passedOn);

      // Then
      assertThat(metrics.statusCode()).as("%s", service).isEqualTo(403);
      assertThat(metrics.body()).contains("BYPULS_METRICS_FOR").doesNotContain("bypuls_");
      assertThat(city.get(service.resolve("/health"), passedOn).statusCode()).isEqualTo(403);
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(List.of(ready.body(), live.body())).containsOnly("{\"status\":\"UP\"}");
      assertThat(city.get(service.resolve("/health/ready")).body()).contains("\"checks\"");
    }
  }

  @Test
  void anUnpublishedDatasetIsNowhereOnTheOpenSide() {
    // Given a window of the cellar on the inner side
    Until.isTrue(
        "the cellar's window is stored",
        COMPLETION,
        () -> count("bypuls_exact", KEPT.formatted("prove-cellar")) > 0);

    // Then nothing tells it from a dataset that does not exist
    for (String path : List.of("", "/places", "/latest", "/windows")) {
      HttpResponse<String> secret = city.get(city.api("/v1/datasets/prove-cellar" + path));
      HttpResponse<String> nothing = city.get(city.api("/v1/datasets/prove-nothing" + path));
      assertThat(secret.statusCode()).isEqualTo(404).isEqualTo(nothing.statusCode());
      assertThat(secret.body().replace("prove-cellar", "prove-nothing")).isEqualTo(nothing.body());
    }
    assertThat(city.open("/v1/datasets")).contains("prove-weather").doesNotContain("cellar");
    assertThat(city.open("/v1/datasets/prove-weather/places")).doesNotContain("cellar");
    assertThat(
            count(
                "bypuls_open",
                "select count(*) from open.families"
                    + " where dataset like 'prove-%'"
                    + " and dataset not in ('prove-weather', 'prove-later', 'prove-recalled',"
                    + " 'prove-crowd', 'prove-weakened')"))
        .isZero();
  }

  @Test
  void whatWasToldBeforeADatasetIsApprovedIsSeenWhenAJobPublishesIt() throws IOException {
    // Given two windows inside, of a dataset about which nobody decided
    URI windows =
        city.api(
            "/v1/datasets/prove-later/windows?resolution=PT1M&format=ndjson&from="
                + minute
                + "&to="
                + minute.plusSeconds(60));
    Until.isTrue(
        "its windows are stored",
        COMPLETION,
        () -> count("bypuls_exact", KEPT.formatted("prove-later")) >= 2);
    int before = city.get(windows).statusCode();
    PROVE.decide(city);
    HttpResponse<String> decided =
        Until.present(
            "the dataset is public",
            SOON,
            () -> Optional.of(city.get(windows)).filter(answer -> answer.statusCode() == 200));

    // When
    String job =
        city.bypuls(
            "publish-back",
            "prove-later",
            "--from",
            minute.toString(),
            "--to",
            minute.plusSeconds(60).toString(),
            "--message",
            "2026-0002, also for the days before");

    // Then a client reads there what the public dataset of the same sensors said at once
    assertThat(before).isEqualTo(404);
    assertThat(decided.body()).isEmpty();
    assertThat(job).contains("done");
    List<String> published =
        historyLines("prove-later").stream().map(ReadingJourneyIT::withoutItsWay).toList();
    assertThat(published)
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(
            historyLines("prove-weather").stream().map(ReadingJourneyIT::withoutItsWay).toList());
    assertThat(city.open("/v1/datasets")).contains("prove-later");
  }

  private static String withoutItsWay(String window) {
    return window
        .replaceFirst("\"dataset\":\"[^\"]*\"", "")
        .replaceFirst("\"publishedAt\":\"[^\"]*\"", "");
  }

  @Test
  void peopleWithARoleSeeTheExactWindows() {
    HttpResponse<String> refused =
        city.get(city.api("/admin/v1/datasets/prove-cellar/windows?from=PT1H"));
    assertThat(refused.statusCode()).isEqualTo(401);

    String windows =
        Until.present(
            "the cellar's window",
            COMPLETION,
            () -> {
              HttpResponse<String> response =
                  city.get(
                      city.api("/admin/v1/datasets/prove-cellar/windows?from=PT1H"),
                      "Authorization",
                      "Bearer " + city.adminToken());
              return response.body().contains("prove-cellar-0")
                  ? Optional.of(response.body())
                  : Optional.empty();
            });

    assertThat(windows).contains("\"access\":\"internal\"", "\"mean\":11.5000");
  }

  @Test
  void theOpenRoleCannotReadExactWindowsOrTheRegistry() {
    for (String table : List.of("exact.windows", "exact.series", "audit.trail")) {
      assertThatThrownBy(() -> read("bypuls_open", "select count(*) from " + table))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aPostedReadingTakesTheSameWay() throws Exception {
    // Given
    String token =
        city.bypuls("token", "add", "gateway", "--source", "prove-http")
            .strip()
            .replaceAll("(?s).*\\s", "");
    LiveFeed feed = new LiveFeed(city.api("/v1/live?dataset=prove-weather"), null);
    String message =
        "{\"device\":\"%s\",\"time\":\"%s\",\"id\":\"m-1\",\"fahrenheit\":68}"
            .formatted(PROVE.jsonThermometer(), Instant.now().truncatedTo(ChronoUnit.MILLIS));

    // When
    HttpResponse<String> accepted =
        city.post(city.ingest("/ingest/prove-http"), "Bearer " + token, message);

    // Then
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    assertThat(city.post(city.ingest("/ingest/prove-http"), "Bearer wrong", message).statusCode())
        .isEqualTo(401);
    Until.isTrue(
        "the posted reading is live",
        SOON,
        () -> !feed.windows("prove-json-0", "\"last\":20.00").isEmpty());
    feed.close();
  }

  @Test
  void aResumedFeedGoesOnWithoutGapOrRepetition() {
    // Given
    List<LiveFeed.Event> all =
        live.events().stream().filter(event -> event.data().contains("\"complete\"")).toList();
    String afterTheFirst = all.get(0).id();

    // When
    LiveFeed resumed = new LiveFeed(city.api("/v1/live?dataset=prove-weather"), afterTheFirst);

    // Then
    List<String> rest = all.subList(1, all.size()).stream().map(LiveFeed.Event::data).toList();
    Until.isTrue(
        "the rest came again",
        SOON,
        () ->
            resumed
                .windows(minute(), "\"complete\"")
                .containsAll(rest.stream().filter(data -> data.contains(minute())).toList()));
    assertThat(resumed.windows("\"complete\""))
        .doesNotHaveDuplicates()
        .doesNotContain(all.get(0).data());
    resumed.close();
  }

  @Test
  void whatIsRecalledIsOnNoOpenSurfaceWithinSeconds() throws Exception {
    // Given what anyone can see, a page with a cursor, an event id from before, and a listener
    historyLines(RECALLED);
    Instant end = minute.plusSeconds(60);
    OpenSide before = OpenSide.of(city, RECALLED);
    String page =
        "/v1/datasets/prove-recalled/windows?limit=1&resolution=PT1M&from=" + minute + "&to=" + end;
    String next = city.open(page).replaceAll("(?s).*\"next\":\"http://[^/]*([^\"]*)\".*", "$1");
    String id = idOfTheBeginning();
    LiveFeed listener = new LiveFeed(city.api("/v1/live?dataset=prove-recalled"), null);

    // When
    String job =
        city.bypuls(
            "recall",
            RECALLED,
            "--from",
            minute.toString(),
            "--to",
            end.toString(),
            "--message",
            WHY);

    // Then nothing that has a part in the minute is anywhere, its month included
    assertThat(before.surfacesWithWindows(RECALLED, minute, end))
        .containsExactlyInAnyOrder(
            "api latest",
            "api windows",
            "api files/:file",
            "api live",
            "api live-ws",
            "api live-mqtt");
    OpenSide after = OpenSide.of(city, RECALLED);
    assertThat(after.surfacesWithWindows(RECALLED, minute, end)).isEmpty();
    assertThat(after.surfacesWith(WHY)).isEmpty();
    assertThat(job)
        .containsPattern("done from .*: [2-9] rows deleted")
        .contains("the same sensors are public in prove-");
    assertThat(city.get(city.api(next)).statusCode()).isEqualTo(410);
    Until.isTrue("the listener is told", SOON, () -> isTold(listener));
    LiveFeed resumed = new LiveFeed(city.api("/v1/live?dataset=prove-recalled"), id);
    Until.isTrue("who comes back is told", SOON, () -> isTold(resumed));
    assertThat(resumed.windows(minute())).isEmpty();
    assertThat(count("bypuls_open", OPEN_ROWS.formatted(RECALLED, minute))).isZero();
    assertThat(count("bypuls_open", OPEN_ROWS.formatted("prove-weather", minute))).isEqualTo(2);
    listener.close();
    resumed.close();
  }

  /** As of a client that has been away since before the first event. */
  private static String idOfTheBeginning() {
    return live.events().stream()
        .map(LiveFeed.Event::id)
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElseThrow()
        .replaceAll("\\.[0-9a-z]+", ".0");
  }

  private static boolean isTold(LiveFeed feed) {
    return feed.events().stream()
        .anyMatch(
            event -> event.type().equals("withdrawn") && event.data().contains(minute.toString()));
  }

  @Test
  void whatMustNotBeKnownIsOnNoOpenSurfaceNorInAnyLog() throws Exception {
    // Given senders that are refused, and the passwords and tokens of the city
    String token =
        city.bypuls("token", "add", "canary", "--source", "prove-http")
            .strip()
            .replaceAll("(?s).*\\s", "");
    List<OpenSide.Seen> seen = new ArrayList<>(OpenSide.of(city, "prove-weather").seen());
    seen.addAll(canaries.refusals(token));
    seen.addAll(canaries.logs());
    OpenSide all = new OpenSide(seen);
    List<String> secrets = canaries.texts();
    secrets.add(token);

    // Then each of them is nowhere
    for (String secret : secrets) {
      assertThat(all.surfacesWith(secret)).as("where %.8s… is", secret).isEmpty();
    }
    // And what is there is found: the search does search
    assertThat(all.surfacesWith("prove-thermo-0"))
        .contains(
            "api latest", "api windows", "api live", "api live-ws", "api live-mqtt", "api places");
    assertThat(all.surfacesWith("prove-weather")).contains("api datasets", "api dataset");
    assertThat(all.surfacesWith("prove-lorawan")).contains("ingest metrics", "log ingest.log");
    assertThat(all.surfacesWith("bypuls_live_clients")).contains("api metrics");
    assertThat(all.surfacesWith("jvm_")).contains("aggregator metrics");
    assertThat(all.surfacesWith("problem+json")).contains("api errors", "refusal");
    assertThat(all.surfacesWith("/v1/datasets/{dataset}")).contains("api contract");
  }

  @Test
  void anAdversaryFindsOutNothingAtTheOpenSide() throws Exception {
    // Given all that is told of people, by us and by a city that makes mistakes
    awaitTold(ToldCrowd.OURS, CROWD.ours().size());
    awaitTold(ToldCrowd.WEAKENED, CROWD.weakened().size());
    Door door = new HttpDoor(city.api("/"));

    // When
    Spy ours = Spy.at(door, "prove-crowd");
    Spy weakened = Spy.at(door, "prove-weakened");

    // Then it claims nothing, sees nothing beside the answers, and would have found the mistakes
    long leaves = CROWD.crowd().truth().size();
    assertThat(ours.leaves()).hasSize((int) leaves);
    assertThat(ours.withheld()).isBetween(leaves / 10, leaves * 9 / 10);
    for (Attack attack : Attack.values()) {
      assertThat(ours.claims(attack)).as("%s", attack).isZero();
    }
    assertThat(ours.narrowestWithheld()).isEqualTo(Crowd.known().smallestGroup());
    assertThat(ours.tooMuch()).isEmpty();
    Set<String> secrets = new TreeSet<>(ours.undeclared());
    secrets.addAll(Set.of("prove-passers", "prove-cellar", "prove-shelter", "prove-crowd-0"));
    assertThat(new Channels(door, "prove-crowd", ours).findings(secrets)).isEmpty();
    Trial trial = new Trial(CROWD.crowd(), weakened.told().getOrDefault(Crowd.QUANTITY, List.of()));
    for (Attack attack : List.of(Attack.SUBTRACTION, Attack.INTEGER_PROGRAM, Attack.REVISIONS)) {
      Trial.Outcome outcome = trial.of(attack);
      assertThat(outcome.claims()).as("%s", attack).isPositive();
      assertThat(outcome.right()).as("%s", attack).isEqualTo(outcome.claims());
    }
  }

  private static void awaitTold(String name, int windows) {
    String rows =
        "select count(*) from open.windows w join open.families f on f.id = w.family"
            + " where f.dataset = 'prove-%s'";
    Until.isTrue(
        "all windows of " + name + " are stored",
        OF_BOTH,
        () -> count("bypuls_open", rows.formatted(name)) >= windows);
  }

  @Test
  void everyTopicKeepsWhatIsDeclaredAndNoLonger() throws Exception {
    Map<String, Map<String, String>> settings = topics.settings();

    Topics.all()
        .forEach(
            topic ->
                assertThat(settings.get(topic.name()))
                    .as(topic.name())
                    .containsAllEntriesOf(topic.settings()));
    assertThat(topics.names())
        .containsAll(settings.keySet())
        .allMatch(
            name -> settings.containsKey(name) || name.matches("bypuls-aggregator-\\w+-changelog"));
    Until.isTrue("what is over is deleted", COMPLETION, topics::isGone);
  }

  @Test
  void theKeyOfContributorsIsInNoFileOfTheCityButItsOwn() throws IOException {
    byte[] key = canaries.keyOfTheDay();

    assertThat(canaries.filesWith(key)).singleElement().asString().contains("/keys/contributors/");
  }

  /** From ingest to where distinct devices are counted. Nothing is told of them yet. */
  @Test
  void whoWasSeenGoesOnAsANumberThatIsNotTheHash() throws IOException {
    // Given
    Set<Long> hashes = new TreeSet<>();
    TopicReader.readAll(city, Topics.READINGS, (record, event) -> hashes.addAll(hashesOf(event)));

    // When
    Until.isTrue("an address and a plate were seen", SOON, () -> numbersSeen().size() == 2);

    // Then
    assertThat(hashes).hasSize(2).doesNotContainAnyElementsOf(numbersSeen());
    for (long hash : hashes) {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
      assertThat(canaries.filesWith(bytes)).isEmpty();
    }
    assertThat(city.open("/v1/datasets/prove-visitors/privacy"))
        .contains("fewer than 20 distinct devices");
  }

  private static List<Long> hashesOf(InnerEvent event) {
    return event instanceof Readings message
        ? message.readings().stream()
            .filter(reading -> reading.quantity().kind() == Kind.IDENTITY)
            .map(Readings.Reading::value)
            .toList()
        : List.of();
  }

  private static Set<Long> numbersSeen() {
    Set<Long> numbers = new TreeSet<>();
    TopicReader.readAll(
        city,
        Topics.AREA_PARTS,
        (record, event) -> {
          if (event instanceof AreaSighting sighting) {
            numbers.add(sighting.number());
          }
        });
    return numbers;
  }

  private static String minute() {
    return "\"resolution\":\"PT1M\",\"start\":\"" + minute + "\"";
  }

  private static List<String> historyLines(String dataset) {
    URI windows =
        city.api(
            "/v1/datasets/"
                + dataset
                + "/windows?resolution=PT1M&from="
                + minute
                + "&to="
                + minute.plusSeconds(60)
                + "&format=ndjson");
    return Until.present(
        "history has both windows",
        COMPLETION,
        () -> {
          List<String> lines = city.get(windows).body().lines().toList();
          return lines.size() >= 2 ? Optional.of(lines) : Optional.empty();
        });
  }

  private static long count(String role, String sql) {
    try {
      return read(role, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static long read(String role, String sql) throws SQLException {
    try (Connection connection = city.database(role);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static double sum(String metrics, String name) {
    return sum(metrics, name, "");
  }

  /** Of those with that label. */
  private static double sum(String metrics, String name, String label) {
    Matcher line = Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([0-9.E+]+)$").matcher(metrics);
    double sum = 0;
    while (line.find()) {
      if (line.group().contains(label)) {
        sum += Double.parseDouble(line.group(2));
      }
    }
    return sum;
  }
}
