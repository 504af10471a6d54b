package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.adversary.Crowd;
import dk.bypuls.adversary.EngineCity;
import dk.bypuls.adversary.Told;
import dk.bypuls.adversary.Weakened;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Topic;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Ten hours of yesterday's passers-by, as the engine tells of them and as a city that makes
 * mistakes would: told on the topic of windows, since a quarter of an hour is too long for a test.
 */
final class ToldCrowd {

  /** What the engine tells. */
  static final String OURS = "crowd";

  /** What is larger is told exactly, and who comes late makes a revision. */
  static final String WEAKENED = "weakened";

  static final int COUNTERS = 24;

  private static final int QUARTERS = 40;
  private static final int MORNING = 8;

  private final Crowd crowd =
      new Crowd(
          LocalDate.now(Resolution.ZONE)
              .minusDays(1)
              .atTime(MORNING, 0)
              .atZone(Resolution.ZONE)
              .toInstant(),
          QUARTERS,
          COUNTERS);
  private final List<Told> ours = EngineCity.of(crowd);

  Crowd crowd() {
    return crowd;
  }

  List<Told> ours() {
    return ours;
  }

  /** What that city tells. */
  List<Told> weakened() {
    return Weakened.REVISIONS.of(Weakened.EXACT_PARENTS.of(ours, crowd), crowd);
  }

  /** Tells them as windows of a dataset: all, and the newest of each series once more. */
  static void tell(TestCity city, String dataset, List<Told> told) {
    Map<String, Window> newest = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", city.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Told each : told) {
        Window window = each.window(dataset);
        send(producer, Topics.WINDOWS, each.area(), window);
        newest.merge(
            window.seriesKey(),
            window,
            (one, other) -> isLater(other.start(), one.start()) ? other : one);
      }
      newest.forEach((series, window) -> send(producer, Topics.LATEST, series, window));
      producer.flush();
    }
  }

  private static boolean isLater(Instant one, Instant other) {
    return !one.isBefore(other);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      Topic<WindowEvent> topic,
      String key,
      WindowEvent event) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), topic.codec().encode(event)));
  }
}
