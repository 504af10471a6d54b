package dk.bypuls.bench;

import dk.bypuls.local.FreePorts;
import dk.bypuls.local.KafkaBroker;
import dk.bypuls.local.Service;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged api-service, which lets the one who asks here ask as much as he likes. */
final class ApiProcess implements AutoCloseable {

  private static final String JAR = "api-service/target/quarkus-app/quarkus-run.jar";
  private static final String AS_MUCH_AS_HE_LIKES = "1000000000";

  private final int port = FreePorts.one();
  private final Measured measured;

  /** Starts it, and waits until it is ready; without a database unless there is one in more. */
  ApiProcess(Path log, KafkaBroker kafka, Map<String, String> more) {
    // It has no registry of its own, and need not look for it again and again.
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "BYPULS_KAFKA",
                kafka.bootstrapServers(),
                "BYPULS_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + FreePorts.one() + "/none",
                "BYPULS_LIVE_MQTT_PORT",
                "0",
                "BYPULS_REGISTRY_RETRY_WAIT",
                "PT1H",
                "BYPULS_ALLOWANCE_REQUESTS",
                AS_MUCH_AS_HE_LIKES,
                "BYPULS_ALLOWANCE_LISTENING",
                AS_MUCH_AS_HE_LIKES,
                "QUARKUS_HTTP_PORT",
                Integer.toString(port)));
    environment.putAll(more);
    Path jar = Path.of(System.getProperty("bypuls.checkout", ".")).resolve(JAR);
    measured = Measured.java(log, environment, List.of("-jar", jar.toString()));
    Waiting.until("api-service is ready", () -> Service.isReady(port));
  }

  int port() {
    return port;
  }

  Measured measured() {
    return measured;
  }

  @Override
  public void close() {
    measured.close();
  }
}
