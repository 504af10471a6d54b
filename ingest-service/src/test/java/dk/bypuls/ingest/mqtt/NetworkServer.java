package dk.bypuls.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
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
      client.publish(Subscriber.TOPIC, Subscriber.uplink(i).getBytes(UTF_8), qos, false);
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000, false);
    client.close(true);
  }
}
