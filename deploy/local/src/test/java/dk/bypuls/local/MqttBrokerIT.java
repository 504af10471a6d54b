package dk.bypuls.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttBrokerIT {
  private static final int MESSAGES = 20_000;
  private static final int UNACKNOWLEDGED = 5_000;
  private static final String TOPIC = "application/town/device/1/event/up";
  private static final String FILTER = "$share/bypuls/application/+/device/+/event/up";
  private static final long LIMIT_SECONDS = 180;
  private static final int FIRST_FAILURE = 0x80;

  private static MqttBroker broker;

  @BeforeAll
  static void start(@TempDir Path folder) {
    broker = MqttBroker.start(folder.resolve("a city"), FreePorts.one());
    broker.awaitReady();
  }

  @AfterAll
  static void stop() {
    long pid = broker.pid();
    broker.stop();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(FreePorts.isFree(broker.port())).isTrue();
  }

  @Test
  void keepsEverythingForAnAbsentSubscriberEvenWhenKilled() throws Exception {
    // Given
    MqttAsyncClient before = connect("ingest", "absent");
    before.subscribe(FILTER, 1).waitForCompletion();
    before.disconnect().waitForCompletion();
    publishAll();

    // When
    broker.kill();
    broker.launch();
    broker.awaitReady();

    // Then
    CountDownLatch missing = new CountDownLatch(MESSAGES);
    MqttAsyncClient after = client("absent");
    after.setCallback(new Collector(ConcurrentHashMap.newKeySet(), missing));
    after.connect(options("ingest", broker.password("ingest"))).waitForCompletion();
    assertThat(missing.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    after.disconnect().waitForCompletion();
  }

  @Test
  void refusesWhoHasNoAccount() {
    assertThatThrownBy(() -> client("anonymous").connect(anonymous()).waitForCompletion())
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(
            () -> client("guesser").connect(options("ingest", "guessed")).waitForCompletion())
        .isInstanceOf(MqttException.class);
  }

  @Test
  void letsIngestPublishNothing() throws Exception {
    assertThat(mayPublish("ingest", TOPIC)).isFalse();
  }

  @Test
  void letsTheNetworkServerPublishItsTopicsOnly() throws Exception {
    assertThat(mayPublish("network-server", TOPIC)).isTrue();
    assertThat(mayPublish("network-server", "elsewhere")).isFalse();
  }

  private static void publishAll() throws Exception {
    MqttAsyncClient publisher = connect("network-server", "publisher");
    Semaphore window = new Semaphore(UNACKNOWLEDGED);
    for (int number = 0; number < MESSAGES; number++) {
      window.acquire();
      MqttMessage message =
          new MqttMessage(Integer.toString(number).getBytes(UTF_8), 1, false, null);
      publisher.publish(TOPIC, message, null, new Acknowledged(window));
    }
    assertThat(window.tryAcquire(UNACKNOWLEDGED, LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    publisher.disconnect().waitForCompletion();
  }

  private static boolean mayPublish(String account, String topic) throws Exception {
    MqttAsyncClient client = connect(account, account + "-trial");
    try {
      IMqttToken token = client.publish(topic, "hello".getBytes(UTF_8), 1, false);
      token.waitForCompletion();
      return token.getReasonCodes()[0] < FIRST_FAILURE;
    } catch (MqttException e) {
      return false;
    } finally {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    }
  }

  private static MqttAsyncClient connect(String account, String clientId) throws MqttException {
    MqttAsyncClient client = client(clientId);
    client.connect(options(account, broker.password(account))).waitForCompletion();
    return client;
  }

  private static MqttAsyncClient client(String clientId) throws MqttException {
    return new MqttAsyncClient(broker.uri(), clientId, new MemoryPersistence());
  }

  private static MqttConnectionOptions anonymous() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3_600L);
    options.setReceiveMaximum(UNACKNOWLEDGED);
    return options;
  }

  private static MqttConnectionOptions options(String account, String password) {
    MqttConnectionOptions options = anonymous();
    options.setUserName(account);
    options.setPassword(password.getBytes(UTF_8));
    return options;
  }

  /** Makes room for another message each time one was acknowledged. */
  private record Acknowledged(Semaphore window) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {}
  }

  /** Collects distinct messages. */
  private record Collector(Set<String> messages, CountDownLatch missing) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (messages.add(new String(message.getPayload(), UTF_8))) {
        missing.countDown();
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
