package dk.bypuls.simulator.send;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which broker to send to, and as whom.
 *
 * @param address such as {@code tcp://127.0.0.1:1883}
 */
public record Broker(String address, @Nullable String username, @Nullable String password) {
  public Broker {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "The broker's address must look like tcp://127.0.0.1:1883, not " + address + ".");
    }
  }

  /** Whether this is an address as MQTT brokers have it. */
  public static boolean isAddress(String address) {
    try {
      URI uri = new URI(address);
      boolean scheme = "tcp".equals(uri.getScheme()) || "ssl".equals(uri.getScheme());
      return scheme && uri.getHost() != null && uri.getPort() > 0;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return address;
  }
}
