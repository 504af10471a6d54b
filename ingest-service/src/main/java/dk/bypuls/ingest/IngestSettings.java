package dk.bypuls.ingest;

import dk.bypuls.ingest.decoder.DecoderSettings;
import dk.bypuls.ingest.folder.FolderSettings;
import dk.bypuls.ingest.http.HttpSettings;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.kafka.KafkaSettings;
import dk.bypuls.ingest.mqtt.MqttSettings;
import dk.bypuls.ingest.operator.OperatorSettings;
import dk.bypuls.ingest.pull.PullSettings;
import dk.bypuls.ingest.quarantine.QuarantineSettings;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** All that can be set of this service. */
@ConfigMapping(prefix = "bypuls.ingest")
public interface IngestSettings {

  /**
   * The name of this instance, the same at each start and different from every other's. Without
   * one, it is made of the machine's name and the port.
   */
  Optional<String> instance();

  IntakeSettings intake();

  DecoderSettings decoder();

  KafkaSettings kafka();

  MqttSettings mqtt();

  HttpSettings http();

  FolderSettings folder();

  PullSettings pull();

  QuarantineSettings quarantine();

  OperatorSettings operator();
}
