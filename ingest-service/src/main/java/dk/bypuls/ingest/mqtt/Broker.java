package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;
import java.io.IOException;
import javax.net.SocketFactory;

/**
 * A broker as one instance meets it for one source.
 *
 * @param clientId what the instance's session for that source is called
 */
record Broker(String address, boolean speaks311, String clientId, Credentials.Identity identity) {

  private static final String SECURE = "ssl://";

  /** The broker of a subscription, with what its credentials say now. */
  static Broker of(Source.Mqtt mqtt, String clientId, Credentials credentials) throws IOException {
    String name = mqtt.credentials();
    return new Broker(
        mqtt.broker(),
        mqtt.speaks311(),
        clientId,
        name == null ? Credentials.Identity.NOBODY : credentials.named(name));
  }

  /** What makes connections to it. */
  SocketFactory sockets() throws IOException {
    return address.startsWith(SECURE) ? identity.sockets() : new BufferedSockets();
  }

  /** A client in the version of MQTT that it speaks. */
  BrokerClient client(MqttSettings settings, BrokerClient.Listener listener) throws IOException {
    return speaks311
        ? new Mqtt311Client(this, settings, listener)
        : new Mqtt5Client(this, settings, listener);
  }
}
