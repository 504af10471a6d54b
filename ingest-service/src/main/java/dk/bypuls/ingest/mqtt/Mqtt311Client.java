package dk.bypuls.ingest.mqtt;

import dk.bypuls.ingest.credentials.CredentialsFile;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A client that speaks MQTT 3.1.1. How many messages are under way, and how long a session is kept,
 * only the broker decides.
 */
final class Mqtt311Client implements BrokerClient, MqttCallback {

  private static final int FAILURE = 0x80;

  private final Broker broker;
  private final MqttSettings settings;
  private final Listener listener;
  private final long answerMillis;
  private final MqttAsyncClient client;

  Mqtt311Client(Broker broker, MqttSettings settings, Listener listener) throws IOException {
    this.broker = broker;
    this.settings = settings;
    this.listener = listener;
    answerMillis = settings.answerWithin().toMillis();
    try {
      client = new MqttAsyncClient(broker.address(), broker.clientId(), new MemoryPersistence());
    } catch (MqttException e) {
      throw told(e);
    }
    client.setManualAcks(true);
    client.setCallback(this);
  }

  @Override
  public void connect(boolean session) throws IOException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(!session);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) settings.answerWithin().toSeconds());
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    CredentialsFile.Login login = broker.identity().login();
    if (login != null) {
      options.setUserName(login.user());
      options.setPassword(login.password().toCharArray());
    }
    options.setSocketFactory(broker.sockets());
    options.setHttpsHostnameVerificationEnabled(true);
    run(() -> client.connect(options).waitForCompletion(answerMillis));
  }

  @Override
  public void subscribe(String filter, int qos) throws IOException {
    run(
        () -> {
          IMqttToken answer = client.subscribe(filter, qos);
          answer.waitForCompletion(answerMillis);
          if (answer.getGrantedQos()[0] == FAILURE) {
            throw new MqttException(MqttException.REASON_CODE_SUBSCRIBE_FAILED);
          }
        });
  }

  @Override
  public void unsubscribe(String filter) throws IOException {
    run(() -> client.unsubscribe(filter).waitForCompletion(answerMillis));
  }

  @Override
  public void acknowledge(int packet) throws IOException {
    run(() -> client.messageArrivedComplete(packet, 1));
  }

  @Override
  public void close() throws IOException {
    run(
        () -> {
          client.disconnectForcibly(0, TimeUnit.SECONDS.toMillis(1), client.isConnected());
          client.close(true);
        });
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    listener.arrived(topic, message.getPayload(), message.getId(), message.getQos());
  }

  @Override
  public void connectionLost(Throwable cause) {
    listener.lost("the connection broke off: " + cause.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

  private static void run(Call call) throws IOException {
    try {
      call.run();
    } catch (MqttException e) {
      throw told(e);
    }
  }

  private static IOException told(MqttException e) {
    return BrokerException.of(e.getReasonCode(), e);
  }

  private interface Call {
    void run() throws MqttException;
  }
}
