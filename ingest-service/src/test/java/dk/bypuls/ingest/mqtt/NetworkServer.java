package dk.bypuls.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** What publishes uplinks until the broker has acknowledged each. */
final class NetworkServer implements AutoCloseable {

  private final MqttClient client;

  NetworkServer(String address, String user, String password, @Nullable SocketFactory sockets)
      throws MqttException {
    client = new MqttClient(address, "network-server", new MemoryPersistence());
    client.setTimeToWait(TimeUnit.SECONDS.toMillis(30));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(password.getBytes(UTF_8));
    options.setSocketFactory(sockets);
    client.connect(options);
  }

  void publish(int from, int to, int qos) throws MqttException {
    for (int i = from; i < to; i++) {
      publish(Subscriber.uplink(i).getBytes(UTF_8), qos);
    }
  }

  /**
   * The client wakes whoever waits for an acknowledgement before it counts that acknowledgement
   * itself, so on a busy machine it may still count twenty messages as under way when there are
   * none: the broker allows no more, and the client refuses at once.
   */
  private void publish(byte[] uplink, int qos) throws MqttException {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Subscriber.WITHIN)
        .until(() -> isPublished(uplink, qos));
  }

  private boolean isPublished(byte[] uplink, int qos) throws MqttException {
    try {
      client.publish(Subscriber.TOPIC, uplink, qos, false);
      return true;
    } catch (MqttException e) {
      if (e.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000, false);
    client.close(true);
  }
}
