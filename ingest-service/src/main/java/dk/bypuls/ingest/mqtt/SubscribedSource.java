package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.intake.Intake;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Keeps one source connected, in a thread of its own, until it is closed. */
final class SubscribedSource implements Runnable {

  private final Source source;
  private final Source.Mqtt mqtt;
  private final String clientId;
  private final MqttSettings settings;
  private final Credentials credentials;
  private final Intake intake;
  private final SourceState state;
  private final InstantSource clock;
  private final Thread thread;
  private volatile @Nullable Connection connection;
  private volatile @Nullable String oldFilter;
  private volatile boolean closing;

  /**
   * Starts to connect.
   *
   * @param oldFilter what the session is subscribed to from before the source was changed
   */
  SubscribedSource(
      Source source,
      String instance,
      MqttSettings settings,
      Intake intake,
      SourceState state,
      InstantSource clock,
      @Nullable String oldFilter) {
    this.source = source;
    this.mqtt = Objects.requireNonNull(source.mqtt());
    this.clientId = Subscriptions.clientId(instance, source.id());
    this.settings = settings;
    this.credentials = new Credentials(settings.credentials());
    this.intake = intake;
    this.state = state;
    this.clock = clock;
    this.oldFilter = oldFilter;
    thread = new Thread(this, "mqtt-" + source.id());
    thread.setDaemon(true);
    thread.start();
  }

  Source source() {
    return source;
  }

  String inWords() {
    return state.inWords();
  }

  @Override
  public void run() {
    int failures = 0;
    while (!closing) {
      long started = System.nanoTime();
      try {
        serve();
      } catch (BrokerException e) {
        state.lost(mqtt.broker() + " " + e.getMessage());
      } catch (IOException | RuntimeException e) {
        // Whatever it was, the source is tried again: its thread must outlive its mistakes.
        state.lost(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        return;
      }
      // A connection that held for a while shows that what was wrong is over.
      boolean held = System.nanoTime() - started > 2 * settings.longestWait().toNanos();
      failures = held ? 1 : failures + 1;
      if (!closing && !pause(failures)) {
        return;
      }
    }
  }

  private void serve() throws IOException, InterruptedException {
    Connection current = connect();
    connection = current;
    try {
      current.open(mqtt);
      String old = oldFilter;
      if (old != null) {
        current.unsubscribe(old);
        oldFilter = null;
      }
      state.connected();
      state.lost(current.awaitEnd());
    } finally {
      current.close();
    }
  }

  private Connection connect() throws IOException {
    Broker broker = Broker.of(mqtt, clientId, credentials);
    return new Connection(source, broker, settings, intake, state, clock);
  }

  private boolean pause(int failures) {
    long wait = settings.firstWait().toMillis() << Math.min(failures - 1, 16);
    long bounded = Math.max(1, Math.min(wait, settings.longestWait().toMillis()));
    try {
      // Instances that lost the same broker do not come back at the same instant.
      Thread.sleep(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Lets what was taken in be acknowledged, and disconnects. The session stays. */
  void close() {
    closing = true;
    Connection current = connection;
    try {
      if (current != null) {
        current.drain(settings.drainWithin().toMillis());
      }
      thread.interrupt();
      thread.join(settings.answerWithin().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the session too: the source is no longer registered. */
  void forget() {
    close();
    try {
      connect().endSession();
    } catch (IOException | IllegalArgumentException e) {
      state.note("its session could not be ended: " + e.getMessage());
    }
  }
}
