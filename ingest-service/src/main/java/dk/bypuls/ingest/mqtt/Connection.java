package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.mqtt.AcknowledgementWindow.Waiting;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
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
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from its start to its end.
 *
 * <p>Each has a Paho client of its own, so that an acknowledgement from before a reconnect cannot
 * reach the wrong message.
 */
final class Connection implements MqttCallback {

  private static final int FIRST_FAILURE = 0x80;

  private final Source source;
  private final Intake intake;
  private final SourceState state;
  private final InstantSource clock;
  private final long answerMillis;
  private final MqttAsyncClient client;
  private final AcknowledgementWindow window = new AcknowledgementWindow(this::acknowledge);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean taking = true;
  private volatile String reason = "";

  /** Not connected yet. */
  Connection(
      Source source,
      Source.Mqtt mqtt,
      String clientId,
      MqttSettings settings,
      Intake intake,
      SourceState state,
      InstantSource clock)
      throws MqttException {
    this.source = source;
    this.intake = intake;
    this.state = state;
    this.clock = clock;
    answerMillis = settings.answerWithin().toMillis();
    client = new MqttAsyncClient(mqtt.broker(), clientId, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(this);
  }

  /** Connects and subscribes. Messages of the session may arrive before it returns. */
  void open(MqttConnectionOptions options, Source.Mqtt mqtt) throws MqttException {
    client.connect(options).waitForCompletion(answerMillis);
    // QoS 2 is never asked for: Paho confirms it before anyone has the message.
    MqttSubscription subscription =
        new MqttSubscription(Subscriptions.filter(mqtt), Math.min(mqtt.qos(), 1));
    IMqttToken answer = client.subscribe(subscription);
    answer.waitForCompletion(answerMillis);
    if (answer.getReasonCodes()[0] >= FIRST_FAILURE) {
      throw new MqttException(answer.getReasonCodes()[0]);
    }
  }

  /** Ends a subscription that the session still has. */
  void unsubscribe(String filter) throws MqttException {
    client.unsubscribe(filter).waitForCompletion(answerMillis);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    if (!taking) {
      return;
    }
    Waiting waiting = message.getQos() == 0 ? null : window.arrived(message.getId());
    state.arrived(waiting != null);
    intake
        .accept(
            new InboundMessage(
                source.id(), message.getPayload(), clock.instant(), Way.topic(topic)))
        .thenAccept(outcome -> settle(waiting, outcome));
  }

  private void settle(@Nullable Waiting waiting, Outcome outcome) {
    if (waiting == null) {
      return;
    }
    if (outcome.settled()) {
      window.settle(waiting);
    } else {
      // A new connection is the only way to have it delivered again.
      end("a message was refused: " + (outcome instanceof Refused r ? r.why().id() : "in part"));
    }
  }

  private void acknowledge(int packet) {
    try {
      client.messageArrivedComplete(packet, 1);
    } catch (MqttException e) {
      end("an acknowledgement could not be sent: " + e.getReasonCode());
    }
  }

  private void end(String why) {
    taking = false;
    window.close();
    if (ended.getCount() > 0) {
      reason = why;
    }
    ended.countDown();
  }

  /** Waits until the connection has ended. Answers why it did. */
  String awaitEnd() throws InterruptedException {
    ended.await();
    return reason;
  }

  /** Takes nothing more, and waits for what was taken in to be acknowledged. */
  void drain(long millis) throws InterruptedException {
    taking = false;
    window.awaitEmpty(millis);
    end("the service stops");
  }

  /** Connects once more only to end the session; the options say that it expires at once. */
  void end(MqttConnectionOptions options) throws MqttException {
    taking = false;
    try {
      client.connect(options).waitForCompletion(answerMillis);
    } finally {
      close();
    }
  }

  /** Disconnects; the session stays. */
  void close() {
    end("closed");
    try {
      client.disconnectForcibly(0, TimeUnit.SECONDS.toMillis(1), client.isConnected());
      client.close(true);
    } catch (MqttException e) {
      // It was not connected, or is no longer: there is nothing left to close.
      state.note("closing said " + e.getReasonCode());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    end("the broker ended the connection: " + response);
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    state.note("Paho said " + exception.getReasonCode());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String server) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
