package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.mqtt.AcknowledgementWindow.Waiting;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from its start to its end.
 *
 * <p>Each has a client of its own, so that an acknowledgement from before a reconnect cannot reach
 * the wrong message.
 */
final class Connection implements BrokerClient.Listener {

  private final Source source;
  private final Intake intake;
  private final SourceState state;
  private final InstantSource clock;
  private final BrokerClient client;
  private final AcknowledgementWindow window = new AcknowledgementWindow(this::acknowledge);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean taking = true;
  private volatile String reason = "";

  /** Not connected yet. */
  Connection(
      Source source,
      Broker broker,
      MqttSettings settings,
      Intake intake,
      SourceState state,
      InstantSource clock)
      throws IOException {
    this.source = source;
    this.intake = intake;
    this.state = state;
    this.clock = clock;
    client = broker.client(settings, this);
  }

  /** Connects and subscribes. Messages of the session may arrive before it returns. */
  void open(Source.Mqtt mqtt) throws IOException {
    client.connect(true);
    // QoS 2 is never asked for: Paho confirms it before anyone has the message.
    client.subscribe(Subscriptions.filter(mqtt), Math.min(mqtt.qos(), 1));
  }

  /** Ends a subscription that the session still has. */
  void unsubscribe(String filter) throws IOException {
    client.unsubscribe(filter);
  }

  @Override
  public void arrived(String topic, byte[] body, int packet, int qos) {
    if (!taking) {
      return;
    }
    Waiting waiting = qos == 0 ? null : window.arrived(packet);
    state.arrived(waiting != null);
    intake
        .accept(new InboundMessage(source.id(), body, clock.instant(), Way.topic(topic)))
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
      client.acknowledge(packet);
    } catch (IOException e) {
      end("an acknowledgement could not be sent: " + e.getMessage());
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

  /** Connects once more only to end the session. */
  void endSession() throws IOException {
    taking = false;
    try {
      client.connect(false);
    } finally {
      close();
    }
  }

  /** Disconnects; the session stays. */
  void close() {
    end("closed");
    try {
      client.close();
    } catch (IOException e) {
      // It was not connected, or is no longer: there is nothing left to close.
      state.note("closing: " + e.getMessage());
    }
  }

  @Override
  public void lost(String why) {
    end(why);
  }

  @Override
  public void noted(String what) {
    state.note(what);
  }
}
