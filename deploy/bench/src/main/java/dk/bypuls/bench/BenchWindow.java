package dk.bypuls.bench;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Complete windows of a minute, as the aggregator would tell them. */
final class BenchWindow {

  /** When the first minute of all begins. */
  static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");

  private static final int STATISTICS = 10;

  private BenchWindow() {}

  /** A sensor's window of that minute. */
  static Window of(String dataset, String place, String sensor, int minute, long value) {
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.all().subList(0, STATISTICS)) {
      figures.put(statistic, value);
    }
    Instant start = FIRST.plus(Duration.ofMinutes(minute));
    Instant end = start.plusSeconds(60);
    return new Window(
        dataset,
        new Cell.SensorCell(place, sensor),
        Quantities.of("air-temperature"),
        Resolution.PT1M,
        start,
        end,
        Window.Status.COMPLETE,
        1,
        end.plus(Duration.ofDays(7)),
        3,
        0,
        OptionalInt.of(4),
        0,
        Statistics.of(figures),
        null);
  }

  /** As history writes it, with the time at which it is written. */
  static String json(Window window) {
    return WindowJson.write(window, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Who tells them, waiting so long for more of them. */
  static KafkaProducer<byte[], byte[]> producer(String servers, int lingerMillis) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "linger.ms", lingerMillis),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  static void send(KafkaProducer<byte[], byte[]> producer, int partition, Window window) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.WINDOWS.name(), partition, null, Topics.WINDOWS.codec().encode(window)));
  }
}
