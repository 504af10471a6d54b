package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.adversary.Attack;
import dk.bypuls.adversary.Crowd;
import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.adversary.Following;
import dk.bypuls.adversary.Told;
import dk.bypuls.adversary.Trial;
import dk.bypuls.adversary.Weakened;
import dk.bypuls.events.CompleteThrough;
import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import dk.bypuls.events.vocabulary.Quantities;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The adversary against the running aggregator: days of people passing, late data, a change of
 * policy in the middle; then every attack on everything that reached the open side, and on cities
 * that make a mistake.
 */
final class PrivacyBenchmark implements Benchmark {

  private static final int HEAP_MEGABYTES = 256;
  private static final int QUARTERS_A_DAY = 96;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration LATE_BY = Duration.ofHours(12);
  private static final long MINUTE = 60_000;

  /** What must be found in a city that makes the mistake that an attack lives on. */
  private static final double FOUND = 0.9;

  /** Asks a city that runs, and starts nothing. */
  private static final String CITY = "--city";

  private final Path city;
  private Options options = Options.of(List.of(), Map.of());

  PrivacyBenchmark(Path city) {
    this.city = city;
  }

  @Override
  public String about() {
    return "[--days 4] what an adversary finds out about people, of what our aggregator told and of"
        + " cities that make a mistake; --city: at the open side of the running city";
  }

  @Override
  public void configure(List<String> given) {
    options = Options.of(given, Map.of("--days", 4), CITY);
  }

  @Override
  public void run(Rounds rounds) {
    if (!(options.has(CITY) ? OpenPrivacy.holds(city, rounds) : holds(rounds))) {
      throw new IllegalStateException("an attack found out what it must not, or failed to find");
    }
  }

  private boolean holds(Rounds rounds) {
    int days = options.number("--days");
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days + 2L));
    Crowd crowd = new Crowd(from, days * QUARTERS_A_DAY);
    List<Told> told;
    try (AggregatorStand stand =
        new AggregatorStand(crowd.registry(Crowd.policy()), HEAP_MEGABYTES)) {
      send(stand, crowd);
      stand.awaitWorkedOff(LIMIT);
      awaitTold(stand, crowd);
      told = told(stand);
    }
    boolean holds = say(rounds, "ours", new Trial(crowd, told), Set.of());
    for (Weakened mistake : Weakened.values()) {
      Trial trial = new Trial(crowd, mistake.of(told, crowd), mistake.known());
      holds &= say(rounds, mistake.name(), trial, mistake.foundBy());
    }
    holds &= follow(rounds, "ours", new Following(told, crowd));
    holds &= follow(rounds, "NO_NOISE", new Following(Following.exactly(told, crowd), crowd));
    return holds;
  }

  /** Says what came of each attack; answers whether those that must succeed do, and no others. */
  private static boolean say(Rounds rounds, String city, Trial trial, Set<Attack> succeed) {
    boolean holds = true;
    for (Attack attack : Attack.values()) {
      if (!city.equals("ours") && !succeed.contains(attack)) {
        continue;
      }
      Trial.Outcome outcome = trial.of(attack);
      boolean found = outcome.claims() > 0 && outcome.right() >= FOUND * outcome.claims();
      boolean asItMust = succeed.contains(attack) ? found : outcome.claims() == 0;
      holds &= asItMust;
      rounds.say(
          "{\"bench\":\"privacy\",\"city\":\"%s\",\"attack\":\"%s\",\"claims\":%d,\"right\":%d,"
              + "\"asItMust\":%b}",
          city, attack, outcome.claims(), outcome.right(), asItMust);
    }
    double epsilon = trial.observedEpsilon();
    double stated =
        Crowd.EPSILON.numerator().doubleValue() / Crowd.EPSILON.denominator().doubleValue();
    if (city.equals("ours")) {
      holds &= epsilon <= stated;
      rounds.say(
          "{\"bench\":\"privacy\",\"city\":\"ours\",\"leaves\":%d,\"withheld\":%d,"
              + "\"widthOfWithheld\":%d,\"narrowestBySolving\":%d,\"observedEpsilon\":%.2f,\"statedEpsilon\":%.2f}",
          trial.leaves(),
          trial.withheld(),
          trial.widthOfWithheld(),
          trial.narrowestWithheld(),
          epsilon,
          stated);
    }
    return holds;
  }

  /** Says what somebody finds out who follows a person; answers whether that is as it must be. */
  private static boolean follow(Rounds rounds, String city, Following following) {
    boolean holds = say(rounds, city, "WHERE_TO", following.whereTo());
    for (int stops : Following.stops().toArray()) {
      holds &= say(rounds, city, "WHETHER_TO_" + stops, following.whetherTo(stops));
    }
    return holds;
  }

  private static boolean say(
      Rounds rounds, String city, String question, Following.Advantage advantage) {
    boolean asItMust =
        city.equals("ours") ? advantage.isWithinBound() : advantage.measured() > FOUND;
    rounds.say(
        "{\"bench\":\"privacy\",\"city\":\"%s\",\"following\":\"%s\",\"advantage\":%.3f,"
            + "\"standardError\":%.3f,\"bound\":%.3f,\"asItMust\":%b}",
        city,
        question,
        advantage.measured(),
        advantage.standardError(),
        advantage.bound(),
        asItMust);
    return asItMust;
  }

  /** Days as they pass, with data that comes late and another policy in the middle. */
  private static void send(AggregatorStand stand, Crowd crowd) {
    Instant middle = crowd.from().plus(Duration.between(crowd.from(), crowd.to()).dividedBy(2));
    String servers = stand.kafka().bootstrapServers();
    try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      for (long at = crowd.from().toEpochMilli() - MINUTE / 2;
          at < crowd.to().toEpochMilli() + 10 * MINUTE;
          at += MINUTE) {
        Instant now = Instant.ofEpochMilli(at);
        if (!now.isBefore(middle) && now.isBefore(middle.plusMillis(MINUTE))) {
          producer.flush();
          stand.awaitWorkedOff(LIMIT);
          BenchRegistry.publish(
              servers, 2, crowd.registry(Crowd.policy(), Crowd.policy(2, middle, 20)));
        }
        minute(producer, crowd, now);
      }
    }
  }

  private static void minute(KafkaProducer<byte[], byte[]> producer, Crowd crowd, Instant now) {
    ticks(producer, now);
    Instant quarter = Resolution.PT15M.spanAt(now).start();
    if (now.isBefore(quarter.plusMillis(MINUTE))) {
      return;
    }
    if (now.isBefore(quarter.plusMillis(2 * MINUTE))) {
      for (int counter = 0; counter < Crowd.counters(); counter++) {
        reading(producer, crowd, counter, quarter, now, "");
        reading(producer, crowd, counter, quarter.minus(LATE_BY), now, "late");
      }
    }
  }

  private static void reading(
      KafkaProducer<byte[], byte[]> producer,
      Crowd crowd,
      int counter,
      Instant quarter,
      Instant now,
      String late) {
    Long passed = crowd.truth().get(new Cell(Crowd.square(counter), quarter));
    if (passed == null) {
      return;
    }
    Instant observed = quarter.plusMillis(MINUTE).plusMillis(late.isEmpty() ? 0 : 1);
    Readings readings =
        new Readings(
            Crowd.TENANT,
            Crowd.sensor(counter),
            BenchRegistry.LORAWAN,
            Origin.ofMessage(Crowd.sensor(counter), late + quarter),
            observed,
            List.of(
                new Reading(
                    Quantities.of(Crowd.QUANTITY), 0, late.isEmpty() ? passed : 1, observed, 0)));
    send(producer, counter % Topics.PARTITIONS, now, Crowd.sensor(counter), readings);
  }

  private static void ticks(KafkaProducer<byte[], byte[]> producer, Instant now) {
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      send(producer, partition, now, "tick", new Tick(Crowd.TENANT));
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      int partition,
      Instant at,
      String key,
      InnerEvent event) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.name(),
                partition,
                at.toEpochMilli(),
                key.getBytes(UTF_8),
                Topics.READINGS.codec().encode(event)));
  }

  private static KafkaProducer<byte[], byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "linger.ms", "5"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void awaitTold(AggregatorStand stand, Crowd crowd) {
    Waiting.until(
        "all quarters are told",
        LIMIT,
        () ->
            read(stand, Topics.WINDOWS).stream()
                .anyMatch(
                    event ->
                        event instanceof CompleteThrough through
                            && through.resolution() == Resolution.PT15M
                            && !through.through().isBefore(crowd.to())));
  }

  /** All that reached any open topic. */
  private static List<Told> told(AggregatorStand stand) {
    List<Told> told = new ArrayList<>();
    for (WindowEvent event : read(stand, Topics.WINDOWS)) {
      if (event instanceof Window window) {
        told.add(Told.of(window));
      }
    }
    Set<Told> seen = Set.copyOf(told);
    for (Topic<WindowEvent> topic : List.of(Topics.LIVE, Topics.LATEST)) {
      for (WindowEvent event : read(stand, topic)) {
        // What was told there as well is no second answer; anything else is.
        if (event instanceof Window window && !seen.contains(Told.of(window))) {
          told.add(Told.of(window));
        }
      }
    }
    return told;
  }

  private static List<WindowEvent> read(AggregatorStand stand, Topic<WindowEvent> topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .collect(Collectors.toList());
    List<WindowEvent> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stand.kafka().bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value() != null) {
            events.add(topic.codec().decode(record.value()));
          }
        }
      }
    }
    return events;
  }
}
