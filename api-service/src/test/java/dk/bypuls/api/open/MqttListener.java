package dk.bypuls.api.open;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/** Somebody who listens with MQTT 5. */
final class MqttListener implements AutoCloseable, MqttCallback {

  /** One message. */
  record Message(
      String topic,
      String data,
      boolean retained,
      int qos,
      @Nullable String event,
      @Nullable String id) {}

  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<MqttDisconnectResponse> endings = new LinkedBlockingQueue<>();
  private final MqttClient client;

  MqttListener(int port, MqttConnectionOptions options) throws MqttException {
    client = new MqttClient("tcp://127.0.0.1:" + port, "", new MemoryPersistence());
    client.setCallback(this);
    client.setTimeToWait(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    client.connect(options);
  }

  static MqttConnectionOptions anyone() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setKeepAliveInterval(20);
    return options;
  }

  MqttClient client() {
    return client;
  }

  /** Subscribes; answers what the service said to it. */
  int subscribe(String filter, int qos) throws MqttException {
    IMqttToken token = client.subscribe(filter, qos);
    token.waitForCompletion();
    return token.getReasonCodes()[0];
  }

  /** The next message that is as wanted. */
  Message until(Predicate<Message> wanted) throws InterruptedException {
    Message message;
    do {
      message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing was told for " + PATIENCE_SECONDS + " s");
      }
    } while (!wanted.test(message));
    return message;
  }

  /** Whether anything was told that is as described. */
  boolean hasHeard(Predicate<Message> described) {
    return messages.stream().anyMatch(described);
  }

  /** Why the service ended it. */
  @Nullable MqttDisconnectResponse ending() throws InterruptedException {
    return endings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    messages.add(
        new Message(
            topic,
            new String(message.getPayload(), StandardCharsets.UTF_8),
            message.isRetained(),
            message.getQos(),
            property(message, "event"),
            property(message, "id")));
  }

  private static @Nullable String property(MqttMessage message, String name) {
    return message.getProperties().getUserProperties().stream()
        .filter(property -> property.getKey().equals(name))
        .map(UserProperty::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    endings.add(response);
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1_000);
    }
    client.close(true);
  }
}
