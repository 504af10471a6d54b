package dk.bypuls.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.aggregator.stream.Reference.Sent;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances share the work: more of them is all that more load needs. */
class ScaleOutIT {

  private static final int READINGS = 6_000;
  private static final List<String> STORES = List.of("series", "readings", "windows");

  /** Offsets are also taken by the marks that end transactions. */
  private static final int MARKS = 50;

  private final Instant begin =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
  private final List<Sent> readings = IntStream.range(0, READINGS).mapToObj(this::reading).toList();

  @Test
  void tellsTheSameWindowsWhenOneOfThreeIsKilled(@TempDir Path folder) throws Exception {
    // Given
    StreamCity.forgetLogs("one", "two", "three");
    try (StreamCity city = new StreamCity(folder)) {
      Process one = city.launch("one", 1);
      city.launch("two", 1);
      awaitShared(city, 2);
      city.send(readings.subList(0, READINGS / 3));
      city.await("windows", () -> !city.told().isEmpty(), () -> "none was told");
      city.launch("three", 1);
      awaitShared(city, 3);
      city.send(readings.subList(READINGS / 4, READINGS * 2 / 3));

      // When
      city.kill(one);
      city.send(readings.subList(READINGS / 2, READINGS));

      // Then
      var expected = Reference.windows(readings, StreamProcess.TOWN, Instant.now());
      city.await(
          "the windows of a run of one without a kill",
          () -> Reference.lastRevisions(city.told()).equals(expected),
          () -> Reference.difference(expected, Reference.lastRevisions(city.told())));
      city.demandAcknowledgements();
      assertThat(city.told()).allMatch(window -> window.status() == Window.Status.COMPLETE);
    }
  }

  @Test
  void keepsItsStateInTopicsAndTakesOverFromWhatItKeptAtHand(@TempDir Path folder)
      throws Exception {
    // Given
    StreamCity.forgetLogs("one", "two");
    try (StreamCity city = new StreamCity(folder)) {
      Process one = city.launch("one", 1);
      city.launch("two", 1);
      awaitShared(city, 2);
      assertItsTopicsAreNamedAndSizedOnPurpose(city);
      city.send(readings);
      city.await("windows", () -> !city.told().isEmpty(), () -> "none was told");
      Collection<Integer> taken = city.partitions().getOrDefault("one", List.of());
      city.await(
          "state at hand",
          () -> missing(city, taken).isEmpty(),
          () -> "these are behind: " + missing(city, taken));
      int before = lines("two").size();

      // When
      city.kill(one);
      city.loseState("one");

      // Then
      city.await(
          "take-over",
          () -> said("two", "restored", before).keySet().containsAll(keys(taken)),
          () -> "restored so far: " + said("two", "restored", before));
      assertThat(said("two", "restored", before).values())
          .as("records that it had to read again")
          .allSatisfy(records -> assertThat(records).isLessThan(MARKS));
    }
  }

  private static void assertItsTopicsAreNamedAndSizedOnPurpose(StreamCity city) throws Exception {
    List<String> expected =
        Stream.concat(STORES.stream(), Stream.of(AggregatorTopology.AREAS))
            .map(ScaleOutIT::changelog)
            .sorted()
            .toList();
    assertThat(city.topicsOfItsOwn()).as("and nothing is repartitioned").isEqualTo(expected);
    for (String topic : expected) {
      assertThat(city.endsOf(topic)).hasSize(Topics.PARTITIONS);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config =
          Objects.requireNonNull(
              city.admin().describeConfigs(List.of(resource)).all().get().get(resource));
      assertThat(setting(config, "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(config, "segment.bytes")).isEqualTo("" + 64 * 1024 * 1024);
      assertThat(setting(config, "min.cleanable.dirty.ratio")).isEqualTo("0.3");
      assertThat(setting(config, "max.compaction.lag.ms")).isEqualTo("86400000");
      assertThat(setting(config, "message.timestamp.type")).isEqualTo("CreateTime");
    }
  }

  private static String setting(Config config, String name) {
    return config.get(name).value();
  }

  /** Waits until so many instances have a share each, of all. */
  private static void awaitShared(StreamCity city, int instances) {
    city.await(
        instances + " instances that share the work",
        () ->
            city.partitions().size() == instances
                && city.partitions().values().stream().noneMatch(List::isEmpty)
                && city.partitions().values().stream().mapToInt(List::size).sum()
                    == Topics.PARTITIONS,
        () -> city.partitions().toString());
  }

  /** What of those partitions' state the second has not read yet. */
  private static List<String> missing(StreamCity city, Collection<Integer> partitions) {
    Map<String, Long> atHand = said("two", "at-hand", 0);
    return STORES.stream()
        .flatMap(
            store ->
                city.endsOf(changelog(store)).entrySet().stream()
                    .filter(end -> partitions.contains(end.getKey()))
                    .filter(
                        end ->
                            atHand.getOrDefault(key(store, end.getKey()), 0L)
                                < end.getValue() - MARKS)
                    .map(end -> key(store, end.getKey())))
        .toList();
  }

  private static String changelog(String store) {
    return AggregatorTopology.APPLICATION + "-" + store + "-changelog";
  }

  private static Collection<String> keys(Collection<Integer> partitions) {
    return STORES.stream()
        .flatMap(store -> partitions.stream().map(partition -> key(store, partition)))
        .toList();
  }

  private static String key(String store, int partition) {
    return store + " " + partition;
  }

  /** The last that an instance said of each store and partition, after so many lines. */
  private static Map<String, Long> said(String instance, String what, int after) {
    return lines(instance).stream()
        .skip(after)
        // The last line may be on its way.
        .filter(line -> line.matches(what + " \\S+ \\d+ \\d+"))
        .map(line -> line.split(" ", -1))
        .collect(
            Collectors.toMap(
                words -> words[1] + " " + words[2],
                words -> Long.valueOf(words[3]),
                (earlier, later) -> later));
  }

  private static List<String> lines(String instance) {
    try {
      return Files.readAllLines(StreamCity.log(instance));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sent reading(int number) {
    Instant observed = begin.plusMillis(number / Topics.PARTITIONS * 1_700L);
    return new Sent(
        "lille-" + number % Topics.PARTITIONS,
        "air-temperature",
        "m" + number,
        observed,
        number % 977 - 400,
        0);
  }
}
