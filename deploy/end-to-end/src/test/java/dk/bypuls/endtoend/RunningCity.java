package dk.bypuls.endtoend;

import dk.bypuls.endtoend.NetworkServer.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The one city that all journeys go through: started with the first of them, stopped after the
 * last. The readings of a minute are on their way when it is handed out, so that who needs their
 * windows waits while others work.
 */
final class RunningCity implements AutoCloseable {

  static final Prove PROVE = new Prove("prove", 2, "PT1M");
  static final ToldCrowd CROWD = new ToldCrowd();

  private static final Namespace JOURNEYS = Namespace.create(RunningCity.class);

  /** Readings of hours ago are told soon: nobody corrects them here. */
  private static final Map<String, String> SETTINGS =
      Map.of("BYPULS_ALLOWANCE_REQUESTS", "1000000", "BYPULS_AGGREGATOR_GATHER_QUIET", "PT2S");

  private final Path folder;
  private final TestCity city;
  private final Canaries canaries;
  private final CityTopics topics;
  private final LiveFeed live;
  private final Instant minute;

  private RunningCity() throws Exception {
    folder = Files.createTempDirectory("running-city");
    city = TestCity.start(folder.resolve("city"), SETTINGS);
    canaries = new Canaries(city, PROVE);
    topics = new CityTopics(city);
    topics.keepForASecond();
    PROVE.applyTo(
        city,
        PROVE.undecided(),
        PROVE.toBeRecalled(),
        PROVE.passers(),
        PROVE.crowd(ToldCrowd.OURS, ToldCrowd.COUNTERS),
        PROVE.crowd(ToldCrowd.WEAKENED, ToldCrowd.COUNTERS));
    ToldCrowd.tell(city, "prove-" + ToldCrowd.OURS, CROWD.ours());
    ToldCrowd.tell(city, "prove-" + ToldCrowd.WEAKENED, CROWD.weakened());
    live = new LiveFeed(city.api("/v1/live?dataset=prove-weather"), null);
    minute = beginningOfAMinuteWithRoom();
    sendReadings();
  }

  /** The one of this run. */
  static RunningCity of(ExtensionContext test) {
    return test.getRoot()
        .getStore(JOURNEYS)
        .computeIfAbsent("city", key -> start(), RunningCity.class);
  }

  private static RunningCity start() {
    try {
      return new RunningCity();
    } catch (Exception e) {
      throw new IllegalStateException("the city of the journeys does not start", e);
    }
  }

  TestCity city() {
    return city;
  }

  Canaries canaries() {
    return canaries;
  }

  CityTopics topics() {
    return topics;
  }

  /** What is told live of the thermometers, from the beginning. */
  LiveFeed live() {
    return live;
  }

  /** In which the readings are. */
  Instant minute() {
    return minute;
  }

  private void sendReadings() throws Exception {
    try (NetworkServer network = new NetworkServer(city, PROVE.tenant())) {
      Uplink first = thermometer(0, 1, 1, 20.25, "");
      network.publish(first);
      network.publish(first);
      network.publish(thermometer(0, 2, 3, 20.75, ",\"note\":\"" + Canaries.WORD + "\""));
      network.publish(first);
      network.publish(thermometer(1, 1, 2, -3.5, ""));
      network.publish(new Uplink(PROVE.cellarThermometer(), 1, minute.plusSeconds(2), 11.5, ""));
      canaries.send(network, minute);
      network.awaitAcknowledgements();
    }
  }

  private Uplink thermometer(int number, long fCnt, int second, double value, String extra) {
    return new Uplink(PROVE.thermometer(number), fCnt, minute.plusSeconds(second), value, extra);
  }

  /** So that all of a minute's readings are sent before it ends. */
  private static Instant beginningOfAMinuteWithRoom() {
    Until.isTrue(
        "a minute has room",
        Duration.ofSeconds(40),
        () -> Instant.now().getEpochSecond() % 60 < 35);
    return Instant.now().truncatedTo(ChronoUnit.MINUTES);
  }

  @Override
  public void close() throws IOException {
    live.close();
    topics.close();
    city.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
