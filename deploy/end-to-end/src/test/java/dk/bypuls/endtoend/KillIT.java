package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.endtoend.NetworkServer.Uplink;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same 20,000 uplinks twice, for two tenants of one city: once in peace, and once while each
 * part is killed (-9) with uplinks in flight. Nothing may tell the two apart afterwards (I1, I2,
 * I9).
 */
@Order(1)
class KillIT {

  private static final Prove CALM = new Prove("calm", 100, "PT15M");
  private static final Prove ROUGH = new Prove("rough", 100, "PT15M");
  private static final List<String> KILLED =
      List.of("ingest", "aggregator", "kafka", "database", "api");
  private static final int UPLINKS_OF_EACH = 200;
  private static final int UPLINKS = CALM.thermometers() * UPLINKS_OF_EACH;

  /**
   * 50 hours before midnight: 200 quarters, 50 hours, and parts of 3 days, for each thermometer. Of
   * months, which may end among them or meanwhile, nothing is counted.
   */
  private static final int WINDOWS = CALM.thermometers() * (200 + 50 + 3);

  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Duration RETURN = Duration.ofMinutes(3);
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private static TestCity city;
  private static Instant midnight;

  @BeforeAll
  static void sendTheSameTwice(@TempDir Path folder) throws Exception {
    midnight = Resolution.P1D.spanAt(Instant.now()).start();
    // Late readings are gathered for a minute as a rule; here for less, so that the test ends
    // sooner.
    city = TestCity.start(folder.resolve("city"), Map.of("BYPULS_AGGREGATOR_GATHER_QUIET", "PT4S"));
    CALM.applyTo(city);
    ROUGH.applyTo(city);
    send(CALM, List.of());
    awaitWindows(CALM);
    send(ROUGH, KILLED);
    awaitWindows(ROUGH);
  }

  @AfterAll
  static void stop() {
    city.close();
  }

  @Test
  void everyWindowIsTheSameAsWithoutKills() {
    Map<String, String> calm = lastRevisions(CALM);
    Map<String, String> rough = lastRevisions(ROUGH);

    assertThat(calm).hasSize(WINDOWS);
    assertThat(rough).isEqualTo(calm);
  }

  @Test
  void everyMessageThatWasSentIsInTheTopics() {
    Set<Origin> sent = new HashSet<>();
    for (int i = 0; i < UPLINKS; i++) {
      sent.add(uplink(ROUGH, i).origin());
    }

    Set<Origin> kept = new HashSet<>();
    TopicReader.readAll(
        city,
        Topics.READINGS,
        (record, event) -> {
          if (event instanceof Readings readings && readings.tenant().equals(ROUGH.tenant())) {
            kept.add(readings.origin());
          }
        });

    assertThat(sent).hasSize(UPLINKS);
    assertThat(kept).isEqualTo(sent);
  }

  @Test
  void theDatabaseHoldsEveryPublishedRevisionOnce() throws SQLException {
    Map<String, Integer> published = new HashMap<>();
    TopicReader.readAll(
        city,
        Topics.WINDOWS,
        (record, event) -> {
          if (event instanceof Window window) {
            published.merge(window.dataset(), 1, Integer::sum);
          }
        });

    for (Prove prove : List.of(CALM, ROUGH)) {
      String dataset = prove.tenant() + "-weather";
      Until.isTrue(
          "the database has all of " + dataset,
          SETTLED,
          () -> rows(dataset, "count(*)") == published.getOrDefault(dataset, 0));
    }
  }

  private static void send(Prove prove, List<String> kills) throws Exception {
    try (NetworkServer network = new NetworkServer(city, prove.tenant())) {
      int share = UPLINKS / Math.max(1, kills.size());
      for (int i = 0; i < UPLINKS; i++) {
        network.publish(uplink(prove, i));
        if (!kills.isEmpty() && i % share == share / 2) {
          kill(kills.get(i / share));
        }
      }
      network.awaitAcknowledgements();
      assertThat(network.acknowledged()).isEqualTo(UPLINKS);
    }
  }

  private static void kill(String part) {
    ProcessHandle killed = city.process(part).orElseThrow();
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(killed.destroyForcibly()).isTrue();
    Until.isTrue(
        part + " is back after kill -9",
        RETURN,
        () ->
            city.process(part).filter(next -> next.pid() != killed.pid()).isPresent()
                && city.isReady(part));
  }

  private static Uplink uplink(Prove prove, int i) {
    int round = i / prove.thermometers();
    int sensor = i % prove.thermometers();
    double value = (sensor * 37 + round * 11) % 500 / 10.0 - 15;
    Instant time =
        midnight
            .minus(INTERVAL.multipliedBy(UPLINKS_OF_EACH))
            .plus(INTERVAL.multipliedBy(round))
            .plusSeconds(sensor);
    return new Uplink(prove.thermometer(sensor), round, time, value, "");
  }

  private static void awaitWindows(Prove prove) {
    Until.isTrue(
        WINDOWS + " windows of " + prove.tenant() + " are in the history",
        SETTLED,
        () ->
            rows(
                    prove.tenant() + "-weather",
                    "count(distinct (w.series, w.start_at)) filter (where f.resolution < "
                        + Resolution.P1M.number()
                        + ")")
                == WINDOWS);
  }

  /**
   * The last revision of every window in canonical JSON: without tenant, revision, reason and
   * processing time.
   */
  private static Map<String, String> lastRevisions(Prove prove) {
    Map<String, Window> last = new HashMap<>();
    TopicReader.readAll(
        city,
        Topics.WINDOWS,
        (record, event) -> {
          if (event instanceof Window window
              && window.dataset().startsWith(prove.tenant())
              && window.resolution() != Resolution.P1M
              && window.start().isBefore(midnight)) {
            last.merge(
                window.seriesKey() + window.start(),
                window,
                (known, next) -> next.revision() > known.revision() ? next : known);
          }
        });
    Map<String, String> canonical = new TreeMap<>();
    last.forEach(
        (key, window) ->
            canonical.put(
                key.replace(prove.tenant(), "TENANT"),
                WindowJson.write(window, Instant.EPOCH)
                    .replace(prove.tenant(), "TENANT")
                    .replaceAll("\"revision\":\\d+,", "")
                    .replaceAll(",\"reason\":\"[a-z-]+\"", "")));
    return canonical;
  }

  private static long rows(String dataset, String what) {
    String sql =
        "select "
            + what
            + " from open.windows w join open.families f on f.id = w.family where f.dataset = ?";
    try (Connection connection = city.database("bypuls_open");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dataset);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
