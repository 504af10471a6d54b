package dk.bypuls.simulator.send;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** One connection to the broker, from its opening to its first failure; it is never mended. */
final class Connection implements AutoCloseable {
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECT_SECONDS = 10;
  private static final int QOS = 1;
  private static final int FIRST_ERROR = 0x80;

  private final MqttAsyncClient client;
  private final Acknowledgements acknowledgements;
  private final int window;

  private Connection(MqttAsyncClient client, int window, Acknowledgements acknowledgements) {
    this.client = client;
    this.window = window;
    this.acknowledgements = acknowledgements;
  }

  /** Who is told what became of a message. Called on the client's own thread. */
  interface Acknowledgements {
    void accepted(Outgoing message, boolean subscribers);

    void refused(Outgoing message, int reason);
  }

  static Connection open(
      Broker broker, String clientId, int window, Acknowledgements acknowledgements)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(broker.address(), clientId, new MemoryPersistence());
    try {
      IMqttToken connected = client.connect(options(broker));
      connected.waitForCompletion(CONNECT_SECONDS * 1000L);
      Integer offered = connected.getResponseProperties().getReceiveMaximum();
      int allowed = offered == null ? window : Math.min(window, offered);
      return new Connection(client, allowed, acknowledgements);
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }

  /** Whether a failed opening is of no use to repeat: the broker knows us and does not want us. */
  static boolean isRefusal(MqttException failure) {
    int reason = failure.getReasonCode();
    return reason == MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD
        || reason == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED;
  }

  /** How many messages the broker lets be unacknowledged. */
  int window() {
    return window;
  }

  boolean isUp() {
    return client.isConnected();
  }

  void publish(Outgoing message) throws MqttException {
    client.publish(message.topic(), message.bytes(), QOS, false, message, new Listener());
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect().waitForCompletion(CONNECT_SECONDS * 1000L);
      }
      client.close(true);
    } catch (MqttException e) {
      // It is gone already, which is what was asked for.
    }
  }

  private static MqttConnectionOptions options(Broker broker) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    if (broker.username() != null) {
      options.setUserName(broker.username());
    }
    if (broker.password() != null) {
      options.setPassword(broker.password().getBytes(StandardCharsets.UTF_8));
    }
    return options;
  }

  private final class Listener implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      Outgoing message = (Outgoing) token.getUserContext();
      int[] reasons = token.getReasonCodes();
      int reason = reasons == null || reasons.length == 0 ? 0 : reasons[0];
      if (reason >= FIRST_ERROR) {
        acknowledgements.refused(message, reason);
      } else {
        acknowledgements.accepted(
            message, reason != MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS);
      }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      // The connection is lost: the publisher opens another and sends again what is not
      // acknowledged.
    }
  }
}
