package dk.bypuls.simulator.send;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages at QoS 1 and keeps each until the broker has acknowledged it, over as many
 * connections as that takes. One thread sends.
 */
public final class Publisher implements AutoCloseable {
  /** So many messages may be unacknowledged, if the broker allows. */
  public static final int WINDOW = 2000;

  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final Duration FIRST_CONNECTION_WITHIN = Duration.ofSeconds(30);

  private final Broker broker;
  private final Stop stop;
  private final Consumer<String> say;
  private final String clientId;
  private final InFlight inFlight = new InFlight();
  private final AtomicInteger refusal = new AtomicInteger();
  private final AtomicLong unheard = new AtomicLong();
  private @Nullable Connection connection;
  private long resent;

  public Publisher(Broker broker, Stop stop, Consumer<String> say) {
    this.broker = broker;
    this.stop = stop;
    this.say = say;
    this.clientId =
        "bypuls-simulator-%d-%x".formatted(ProcessHandle.current().pid(), System.nanoTime());
  }

  /** Opens the first connection, so that a wrong address or password shows before any work. */
  public void connect() throws InterruptedException {
    long giveUp = System.nanoTime() + FIRST_CONNECTION_WITHIN.toNanos();
    connection = connect(giveUp);
  }

  /**
   * Hands over one message; waits while too many are unacknowledged or the broker is away. False
   * when it was not taken because the end was wished for.
   */
  public boolean publish(String topic, byte[] bytes, long time) throws InterruptedException {
    Connection open = openConnection();
    while (open != null && !inFlight.awaitFewerThan(open.window(), LOOK_AGAIN_MILLIS)) {
      open = stop.isRequested() ? null : openConnection();
    }
    if (open == null) {
      return false;
    }
    Outgoing message = new Outgoing(topic, bytes, time);
    inFlight.add(message);
    send(open, message);
    return true;
  }

  /** Waits until everything is acknowledged; false when that took too long. */
  public boolean drain(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!inFlight.awaitFewerThan(1, LOOK_AGAIN_MILLIS)) {
      if (System.nanoTime() > end) {
        return false;
      }
      if (!stop.isRequested()) {
        openConnection();
      }
    }
    return true;
  }

  /** When the oldest message without acknowledgement was due. */
  public OptionalLong oldestUnacknowledged() {
    return inFlight.oldestTime();
  }

  public int unacknowledged() {
    return inFlight.size();
  }

  public long acknowledged() {
    return inFlight.acknowledgedInAll();
  }

  /** How often a message was sent again because its connection was lost. */
  public long resent() {
    return resent;
  }

  /** How many messages the broker took although nobody had subscribed to them. */
  public long unheard() {
    return unheard.get();
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }

  /** The open connection, or a new one; null when the end was wished for before there was one. */
  private @Nullable Connection openConnection() throws InterruptedException {
    if (refusal.get() != 0) {
      throw new BrokerException(
          "The broker refuses our messages (reason 0x%x): may this account publish to application/#?"
              .formatted(refusal.get()));
    }
    Connection open = connection;
    if (open != null && open.isUp()) {
      return open;
    }
    if (open != null) {
      open.close();
      say.accept("The broker is gone. Trying again until it is back; nothing is forgotten.");
    }
    Connection opened = connect(Long.MAX_VALUE);
    connection = opened;
    if (opened != null) {
      say.accept("The broker is back.");
      sendAgain(opened);
    }
    return opened;
  }

  private void sendAgain(Connection opened) throws InterruptedException {
    for (Outgoing message : inFlight.unacknowledged()) {
      // A broker that came back with a smaller window gets them one window at a time.
      while (!send(opened, message) && opened.isUp() && !stop.isRequested()) {
        stop.await(LOOK_AGAIN_MILLIS);
      }
      resent++;
    }
  }

  private static boolean send(Connection open, Outgoing message) {
    try {
      open.publish(message);
      return true;
    } catch (MqttException e) {
      // It stays in flight and is sent again.
      return false;
    }
  }

  private @Nullable Connection connect(long giveUp) throws InterruptedException {
    Duration backOff = FIRST_BACK_OFF;
    while (!stop.isRequested()) {
      try {
        return Connection.open(broker, clientId, WINDOW, new Told());
      } catch (MqttException e) {
        if (Connection.isRefusal(e)) {
          throw new BrokerException(
              "The broker "
                  + broker
                  + " refuses user or password: check --username and --password-file.");
        }
        if (giveUp != Long.MAX_VALUE && System.nanoTime() > giveUp) {
          throw new BrokerException(
              "No MQTT 5 broker answers at "
                  + broker
                  + ": start it, or name another with --broker.");
        }
      }
      stop.await(backOff.toMillis());
      Duration doubled = backOff.multipliedBy(2);
      backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }
    return null;
  }

  private final class Told implements Connection.Acknowledgements {
    @Override
    public void accepted(Outgoing message, boolean subscribers) {
      if (!subscribers) {
        unheard.incrementAndGet();
      }
      inFlight.acknowledge(message);
    }

    @Override
    public void refused(Outgoing message, int reason) {
      refusal.set(reason);
    }
  }
}
