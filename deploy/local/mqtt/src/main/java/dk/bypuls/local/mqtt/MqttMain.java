package dk.bypuls.local.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.migration.meta.PersistenceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An MQTT broker that keeps what it has acknowledged. Arguments: its folder, port, accounts file,
 * and a file that it writes once it takes connections.
 */
public final class MqttMain {
  /** How many messages wait for one absent session before the broker refuses more. */
  static final int QUEUE_PER_SESSION = 2_000_000;

  /** How many unacknowledged messages either side may have under way. */
  static final int RECEIVE_MAXIMUM = 10_000;

  private static final int MESSAGES_PER_POLL = 1_000;

  /**
   * Files per store; the broker's own 64 cost memory and start time that one city does not need.
   */
  private static final int BUCKETS = 8;

  /**
   * How often payloads are removed that nobody waits for any more; each bucket looks for itself.
   */
  private static final int REMOVAL_MILLIS = 2_000;

  /** How long the stores take in more while stopping; clients are disconnected by then. */
  private static final int GRACE_MILLIS = 200;

  private MqttMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    Accounts accounts = Accounts.read(Path.of(arguments[2]));
    Path ready = Path.of(arguments[3]);

    tune();
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(writeSettings(folder, port))
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .withEmbeddedExtension(accountsOnly(accounts))
            .withoutLoggingBootstrap()
            .build();
    // The embedded broker lets everybody in unless it is told otherwise after it is built.
    InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "shutdown"));
    broker.start().join();
    Files.writeString(ready, "ready\n");
    new CountDownLatch(1).await();
  }

  private static void tune() {
    // Beyond this many unacknowledged messages the broker pauses whatever the client allows.
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = RECEIVE_MAXIMUM;
    InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = MESSAGES_PER_POLL;
    InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_CLEANUP_SCHEDULE_MSEC.set(REMOVAL_MILLIS);
    // The native store takes a share of the machine's memory, whatever the heap is.
    InternalConfigurations.PAYLOAD_PERSISTENCE_TYPE.set(PersistenceType.FILE);
    InternalConfigurations.RETAINED_MESSAGE_PERSISTENCE_TYPE.set(PersistenceType.FILE);
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(GRACE_MILLIS);
    InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
  }

  private static Path writeSettings(Path folder, int port) throws IOException {
    Path configuration = Files.createDirectories(folder.resolve("configuration"));
    Files.writeString(
        configuration.resolve("config.xml"),
        """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
          </listeners>
          <mqtt>
            <queued-messages>
              <max-queue-size>%d</max-queue-size>
              <strategy>discard</strategy>
            </queued-messages>
            <receive-maximum>
              <server-receive-maximum>%d</server-receive-maximum>
            </receive-maximum>
          </mqtt>
          <persistence><mode>file</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(port, QUEUE_PER_SESSION, RECEIVE_MAXIMUM));
    return configuration;
  }

  private static EmbeddedExtension accountsOnly(Accounts accounts) {
    return EmbeddedExtension.builder()
        .withId("bypuls-accounts")
        .withName("Bypuls accounts")
        .withVersion("1")
        .withExtensionMain(new AccountsExtension(accounts))
        .build();
  }

  private static void stop(EmbeddedHiveMQ broker) {
    try {
      broker.close();
    } catch (Exception e) {
      System.err.println("The MQTT broker did not stop cleanly: " + e.getMessage());
    }
  }
}
