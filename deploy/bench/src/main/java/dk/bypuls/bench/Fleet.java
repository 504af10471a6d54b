package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.events.InnerEvent;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import dk.bypuls.events.Tick;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Profile.Field;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sensors that all speak at the same interval, spread over it.
 *
 * @param published whether their windows may leave, and so are told while they fill
 */
record Fleet(String name, int sensors, Duration interval, int quantities, boolean published) {

  private static final String TENANT = "bench";
  private static final String LICENCE = "CC-BY-4.0";
  private static final List<String> QUANTITIES =
      List.of("air-temperature", "relative-humidity", "pm2-5");
  private static final long SECOND = 1000;
  private static final int PLACES = 500;

  /** Ticks at the end: so many turns may what is due then take. */
  private static final int LAST_TICKS = 30;

  Fleet {
    if (quantities < 1 || quantities > QUANTITIES.size()) {
      throw new IllegalArgumentException("a sensor measures 1 to 3 quantities");
    }
  }

  /** What is registered of them. */
  List<Entity> registry() {
    List<Entity> entities = new ArrayList<>();
    String profile = dataset();
    entities.add(
        new Profile(
            profile, TENANT, new Profile.Product("Nordsensor", name), interval, null, fields()));
    for (int i = 0; i < sensors; i++) {
      Placement placement = new Placement(place(i), null);
      entities.add(
          new Sensor(
              sensor(i),
              TENANT,
              List.of(BenchRegistry.LORAWAN),
              sensor(i),
              profile,
              List.of(placement)));
    }
    entities.add(
        new Dataset(
            profile,
            TENANT,
            new Text(name, name),
            null,
            PrivacyClass.OPEN,
            List.of(profile),
            List.of(),
            QUANTITIES.subList(0, quantities),
            "owner",
            "contact@bench.example",
            new Text("formål", "purpose"),
            "law",
            LICENCE,
            Period.ofYears(1),
            Dataset.DEFAULT_LATENESS,
            published ? publication() : null));
    return entities;
  }

  private List<Field> fields() {
    return QUANTITIES.subList(0, quantities).stream()
        .map(Quantities::of)
        .map(
            quantity ->
                new Field(
                    "/object/" + quantity.id(),
                    quantity.id(),
                    quantity.unit().code(),
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    null,
                    null))
        .toList();
  }

  private static Dataset.Publication publication() {
    return new Dataset.Publication(
        "A reviewer", LocalDate.of(2026, 1, 1), "2026-1", "assessed", "low", Instant.EPOCH);
  }

  /** The id of their dataset. */
  String dataset() {
    return TENANT + "-" + name;
  }

  String place(int number) {
    return TENANT + "-place-" + number % PLACES;
  }

  String sensor(int number) {
    return TENANT + "-" + name + "-" + number;
  }

  /** How many readings they make in that time. */
  long readings(Duration time) {
    return time.dividedBy(interval) * sensors * quantities;
  }

  /**
   * Sends what they say in that time, and ticks until the hour after it is over. What they say
   * arrives within the second.
   *
   * @return when more may be sent
   */
  Instant send(String servers, Instant from, Duration time) {
    try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      long start = from.toEpochMilli();
      long each = interval.toMillis();
      for (long round = 0; round < time.dividedBy(interval); round++) {
        for (int i = 0; i < sensors; i++) {
          long at = start + round * each + each * i / sensors;
          send(producer, i % Topics.PARTITIONS, at + 1, sensor(i), message(i, at));
        }
      }
      long over = from.plus(time).plus(Duration.ofHours(1)).toEpochMilli();
      over -= over % Duration.ofHours(1).toMillis();
      for (long at = start + time.toMillis(); at < over; at += 60 * SECOND) {
        ticks(producer, at);
      }
      for (int i = 0; i < LAST_TICKS; i++) {
        ticks(producer, over + i * SECOND);
      }
      producer.flush();
      return Instant.ofEpochMilli(over + 60 * SECOND);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            servers,
            "compression.type",
            "lz4",
            "linger.ms",
            "5",
            "batch.size",
            Integer.toString(128 * 1024)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private Readings message(int number, long at) {
    Instant observed = Instant.ofEpochMilli(at);
    return new Readings(
        TENANT,
        sensor(number),
        BenchRegistry.LORAWAN,
        Origin.ofMessage(sensor(number), Long.toString(at)),
        observed,
        IntStream.range(0, quantities)
            .mapToObj(i -> reading(Quantities.of(QUANTITIES.get(i)), number, observed))
            .toList());
  }

  /** Something that changes by the hour, and trembles. */
  private static Reading reading(Quantity quantity, int number, Instant at) {
    long second = at.getEpochSecond();
    long value = 1500 + 10 * (second / 3600 % 24) + (second * 31 + number * 17L) % 23;
    return new Reading(quantity, 0, value, at, 0);
  }

  private static void ticks(KafkaProducer<byte[], byte[]> producer, long at) {
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      send(producer, partition, at, "tick", new Tick(TENANT));
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      int partition,
      long at,
      String key,
      InnerEvent event) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.name(),
                partition,
                at,
                key.getBytes(UTF_8),
                Topics.READINGS.codec().encode(event)));
  }
}
