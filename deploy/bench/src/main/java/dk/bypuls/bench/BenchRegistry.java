package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.events.Sha256;
import dk.bypuls.events.Topics;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.Decoder.Script;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Profile.Field;
import dk.bypuls.events.registry.Profile.Product;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Sensor.Placement;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.Http;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.events.registry.SourceToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What is registered while ingest is measured: a source for each way, and two sensors. */
final class BenchRegistry {

  static final String LORAWAN = "bench-lorawan";
  static final String HTTP = "bench-http";
  static final String TOKEN = "bench-token-0123456789abcdef";

  /** A device whose fields come decoded. */
  static final String PLAIN = "a84041000181c061";

  /** A device whose payload a script decodes. */
  static final String SCRIPTED = "a84041000181c062";

  /** A device that nobody registered. */
  static final String UNKNOWN = "a84041000181c063";

  private static final String SCRIPT =
      "function Decoder(bytes, port) { return {temperature: (bytes[2] << 8 | bytes[3]) / 10}; }";

  private BenchRegistry() {}

  static void publish(String servers, String mqtt) {
    publish(servers, entities(mqtt));
  }

  /** Tells the services that this is registered. */
  static void publish(String servers, List<Entity> entities) {
    publish(servers, 1, entities);
  }

  /** Tells them that this is registered from that generation on. */
  static void publish(String servers, long generation, List<Entity> entities) {
    List<RegistryRecord> records = new ArrayList<>();
    for (Entity entity : entities) {
      records.add(
          new RegistryRecord.Changed(
              1, generation, EntityKind.of(entity), entity.id(), generation, entity));
    }
    records.add(new RegistryRecord.Applied(1, generation));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RegistryRecord record : records) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.REGISTRY.name(),
                    record.key().getBytes(UTF_8),
                    Topics.REGISTRY.codec().encode(record)));
      }
      producer.flush();
    }
  }

  private static List<Entity> entities(String mqtt) {
    Source.Mqtt subscription =
        new Source.Mqtt(mqtt, "application/bench/device/+/event/+", "city", 1, null, null);
    return List.of(
        new Source(LORAWAN, "bench", "chirpstack-v4", subscription, null, null, true),
        new Source(
            HTTP,
            "bench",
            "json",
            null,
            new Http(false),
            new JsonEnvelope("/device", "/time", "/id"),
            true),
        new SourceToken("bench", HTTP, Sha256.hex(TOKEN)),
        new Decoder("bench-script", "bench", new Script(null, SCRIPT)),
        profile("bench-plain", null),
        profile("bench-scripted", "bench-script"),
        sensor("bench-sensor-1", PLAIN, "bench-plain"),
        sensor("bench-sensor-2", SCRIPTED, "bench-scripted"));
  }

  private static Profile profile(String id, @Nullable String decoder) {
    List<Field> fields = new ArrayList<>();
    fields.add(field("/object/temperature", "air-temperature", "Cel"));
    if (decoder == null) {
      fields.add(field("/object/pm25", "pm2-5", "ug/m3"));
      fields.add(field("/object/humidity", "relative-humidity", "%"));
    }
    fields.add(field("/radio/rssi", "radio-rssi", "dB[mW]"));
    return new Profile(id, "bench", new Product("Nordsensor", id), null, decoder, fields);
  }

  private static Field field(String pointer, String quantity, String unit) {
    return new Field(pointer, quantity, unit, BigDecimal.ONE, BigDecimal.ZERO, null, null);
  }

  private static Sensor sensor(String id, String device, String profile) {
    return new Sensor(
        id,
        "bench",
        List.of(LORAWAN, HTTP),
        device,
        profile,
        List.of(new Placement("bench-place", null)));
  }
}
