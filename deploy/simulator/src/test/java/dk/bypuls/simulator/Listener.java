package dk.bypuls.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.local.MqttBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hears everything that the town says. */
final class Listener implements MqttCallback, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<byte[]> messages = new ArrayList<>();
  private final MqttAsyncClient client;

  private Listener(MqttAsyncClient client) {
    this.client = client;
  }

  static Listener at(MqttBroker broker) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("ingest");
    options.setPassword(broker.password("ingest").getBytes(UTF_8));
    Listener listener =
        new Listener(new MqttAsyncClient(broker.uri(), "listener", new MemoryPersistence()));
    listener.client.setCallback(listener);
    listener.client.connect(options).waitForCompletion();
    listener.client.subscribe("application/havnstrup/device/+/event/up", 1).waitForCompletion();
    return listener;
  }

  synchronized List<byte[]> awaitMessages(int count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (messages.size() < count && System.nanoTime() < end) {
      wait(100);
    }
    return List.copyOf(messages);
  }

  @Override
  public synchronized void messageArrived(String topic, MqttMessage message) {
    messages.add(message.getPayload());
    notifyAll();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion();
    }
    client.close(true);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
