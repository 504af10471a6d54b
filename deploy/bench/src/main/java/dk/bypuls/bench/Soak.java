package dk.bypuls.bench;

import dk.bypuls.bench.SoakMemory.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Ingest at full speed, by MQTT and by HTTP, for minutes in which Kafka is stopped: its memory
 * stays flat, nothing that was acknowledged is lost, and its counts add up.
 */
final class Soak {

  private static final List<String> COUNTS =
      List.of("accepted", "quarantined", "dropped", "refused");

  private final Plan plan;
  private final Rounds out;
  private final List<String> failures = new ArrayList<>();

  Soak(Plan plan, Rounds out) {
    this.plan = plan;
    this.out = out;
  }

  /**
   * What is done.
   *
   * @param stops in the order of time
   */
  record Plan(Duration length, Duration between, List<Stop> stops) {}

  /**
   * A stop of Kafka.
   *
   * @param at when, from the beginning
   * @param killed whether its process is killed and started again, or only held still
   */
  record Stop(Duration at, Duration length, boolean killed) {}

  /** Does it. Answers what did not hold, in plain words; nothing where all did. */
  List<String> run() {
    try (IngestStand stand = new IngestStand();
        UplinkSender sender = new UplinkSender(stand.mqtt())) {
      SoakSenders senders = new SoakSenders(stand, sender);
      SoakMemory memory = new SoakMemory(stand.service().pid());
      senders.start();
      List<Sample> samples = load(stand, memory);
      senders.stop();
      Waiting.until("nothing is in flight", () -> stand.count("bypuls_ingest_in_flight", "") == 0);
      checkMemory(samples);
      checkTopics(stand, senders);
      checkCounts(stand);
    }
    return failures;
  }

  private List<Sample> load(IngestStand stand, SoakMemory memory) {
    List<Sample> samples = new ArrayList<>();
    List<Stop> stops = new ArrayList<>(plan.stops());
    CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);
    long start = System.nanoTime();
    Duration since = Duration.ZERO;
    while (since.compareTo(plan.length()) < 0) {
      Waiting.pause(plan.between().toMillis());
      since = Duration.ofNanos(System.nanoTime() - start);
      if (!stops.isEmpty() && since.compareTo(stops.get(0).at()) >= 0) {
        Stop stop = stops.remove(0);
        stopped = stopped.thenRunAsync(() -> stop(stand, stop));
      }
      Sample sample = memory.sample(since, stand);
      samples.add(sample);
      out.say("%s", sample.json());
    }
    stopped.join();
    return samples;
  }

  private void stop(IngestStand stand, Stop stop) {
    out.say("Kafka is %s for %d s", stop.killed() ? "killed" : "held", stop.length().toSeconds());
    if (stop.killed()) {
      stand.kafka().kill();
      Waiting.pause(stop.length().toMillis());
      stand.kafka().launch();
      stand.kafka().awaitReady();
    } else {
      Signal.send("STOP", stand.kafka().pid());
      Waiting.pause(stop.length().toMillis());
      Signal.send("CONT", stand.kafka().pid());
    }
  }

  private void checkMemory(List<Sample> samples) {
    SoakMemory.Growth growth = SoakMemory.growth(samples);
    out.say(
        "heap in use after collection grew by %.1f MB (bound %d), resident memory by %.1f MB"
            + " (bound %d)",
        growth.heap(), SoakMemory.HEAP_BOUND, growth.resident(), SoakMemory.RESIDENT_BOUND);
    if (!growth.isFlat()) {
      failures.add("the memory of ingest grows");
    }
  }

  private void checkTopics(IngestStand stand, SoakSenders senders) {
    Instant limit = Instant.now().plusSeconds(60);
    SoakTopics found = SoakTopics.read(stand.kafka().bootstrapServers());
    // What the broker has acknowledged may still be on its way.
    while (senders.missing(found) > 0 && Instant.now().isBefore(limit)) {
      found = SoakTopics.read(stand.kafka().bootstrapServers());
    }
    out.say(
        "acknowledged: %d by MQTT, %d by HTTP; in the topics: %d, %d and %d set aside; copies: %d",
        senders.acknowledgedByMqtt(),
        senders.acknowledgedByHttp(),
        found.byMqtt(),
        found.byHttp(),
        found.setAside(),
        found.copies());
    if (senders.missing(found) > 0) {
      failures.add(senders.missing(found) + " acknowledged messages are not in the topics");
    }
  }

  private void checkCounts(IngestStand stand) {
    for (String source : List.of(BenchRegistry.LORAWAN, BenchRegistry.HTTP)) {
      String label = "source=\"" + source + "\"";
      double received = stand.count("bypuls_ingest_received_total", label);
      double known =
          Stream.concat(
                  COUNTS.stream().map(count -> "bypuls_ingest_" + count + "_total"),
                  Stream.of("bypuls_ingest_in_flight"))
              .mapToDouble(count -> stand.count(count, label))
              .sum();
      out.say("%s: received %.0f = %.0f accounted for", source, received, known);
      if (received != known || received == 0) {
        failures.add("the counts of " + source + " do not add up");
      }
    }
  }
}
