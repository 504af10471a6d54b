package dk.bypuls.ingest.mqtt;

import dk.bypuls.ingest.credentials.CredentialsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A client that speaks MQTT 5. */
final class Mqtt5Client implements BrokerClient, MqttCallback {

  private static final int FIRST_FAILURE = 0x80;

  private final Broker broker;
  private final MqttSettings settings;
  private final Listener listener;
  private final long answerMillis;
  private final MqttAsyncClient client;

  Mqtt5Client(Broker broker, MqttSettings settings, Listener listener) throws IOException {
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
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setAutomaticReconnect(false);
    options.setSessionExpiryInterval(session ? settings.sessionExpirySeconds() : 0L);
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setConnectionTimeout((int) settings.answerWithin().toSeconds());
    options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
    CredentialsFile.Login login = broker.identity().login();
    if (login != null) {
      options.setUserName(login.user());
      options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
    }
    options.setSocketFactory(broker.sockets());
    options.setHttpsHostnameVerificationEnabled(true);
    run(() -> client.connect(options).waitForCompletion(answerMillis));
  }

  @Override
  public void subscribe(String filter, int qos) throws IOException {
    run(
        () -> {
          IMqttToken answer = client.subscribe(new MqttSubscription(filter, qos));
          answer.waitForCompletion(answerMillis);
          if (answer.getReasonCodes()[0] >= FIRST_FAILURE) {
            throw new MqttException(answer.getReasonCodes()[0]);
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
  public void disconnected(MqttDisconnectResponse response) {
    listener.lost("the broker ended the connection: " + response);
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    listener.noted("Paho said " + exception.getReasonCode());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String server) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

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
