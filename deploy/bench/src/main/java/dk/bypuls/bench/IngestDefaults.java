package dk.bypuls.bench;

import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.mqtt.MqttSettings;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The settings of ingest as they are when nobody sets anything, so that its peers have the same.
 */
final class IngestDefaults {

  private static final String KAFKA = "bypuls.ingest.kafka";
  private static final String INTAKE = "bypuls.ingest.intake";
  private static final String MQTT = "bypuls.ingest.mqtt";

  private IngestDefaults() {}

  static KafkaSettings kafka(String servers) {
    return new SmallRyeConfigBuilder()
        .withMapping(KafkaSettings.class, KAFKA)
        .withDefaultValue(KAFKA + ".bootstrap-servers", servers)
        .build()
        .getConfigMapping(KafkaSettings.class, KAFKA);
  }

  static IntakeSettings intake() {
    return of(IntakeSettings.class, INTAKE);
  }

  static MqttSettings mqtt() {
    return of(MqttSettings.class, MQTT);
  }

  private static <T> T of(Class<T> settings, String prefix) {
    return new SmallRyeConfigBuilder()
        .withMapping(settings, prefix)
        .build()
        .getConfigMapping(settings, prefix);
  }
}
