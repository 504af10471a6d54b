package dk.bypuls.local.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka broker. Arguments: its settings file, and a file that it writes once it
 * serves requests.
 */
public final class KafkaMain {
  private KafkaMain() {}

  public static void main(String[] arguments) throws IOException {
    Path settings = Path.of(arguments[0]);
    Path ready = Path.of(arguments[1]);
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(settings)) {
      properties.load(reader);
    }
    formatOnce(settings, Path.of(properties.getProperty("log.dirs")));
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    Files.writeString(ready, "ready\n");
    server.awaitShutdown();
  }

  /** Safe to repeat: a folder that is formatted already is left as it is. */
  private static void formatOnce(Path settings, Path data) throws IOException {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    String[] format = {
      "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()
    };
    if (StorageTool.execute(format, System.out) != 0) {
      throw new IOException("Kafka cannot format its data folder " + data);
    }
  }
}
