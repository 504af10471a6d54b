package dk.bypuls.ingest.pull;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that may be fetched from.
 *
 * <p>{@code HOST} is HTTPS at its usual port, at public addresses. {@code HOST:PORT} is HTTPS at
 * that port, also at addresses of the inner net. {@code http://HOST} and {@code http://HOST:PORT}
 * are the same without TLS.
 *
 * @param named whether the port is named, so that addresses of the inner net are meant too
 */
record HostRule(boolean secure, String host, int port, boolean named) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(https?)://)?([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::(\\d{1,5}))?/?");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * What is written.
   *
   * @throws IllegalArgumentException if it is no host; the message shows how one is written
   */
  static HostRule of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw refused(text);
    }
    boolean secure = !"http".equals(written.group(1));
    String port = written.group(3);
    int number = port == null ? usual(secure) : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw refused(text);
    }
    return new HostRule(secure, written.group(2).toLowerCase(Locale.ROOT), number, port != null);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        text
            + " is no host; write such as data.example, data.example:8443 (also at addresses of the"
            + " inner net) or http://10.0.0.7:8080");
  }

  /** The host that an address leads to. */
  static HostRule of(URI address) {
    boolean secure = !"http".equalsIgnoreCase(address.getScheme());
    return new HostRule(
        secure,
        String.valueOf(address.getHost()).toLowerCase(Locale.ROOT),
        address.getPort() < 0 ? usual(secure) : address.getPort(),
        address.getPort() >= 0);
  }

  private static int usual(boolean secure) {
    return secure ? HTTPS : HTTP;
  }

  /** Whether both are the same host, at the same port, in the same way. */
  boolean isSame(HostRule other) {
    return secure == other.secure && port == other.port && host.equals(other.host);
  }

  /** Whether the host may have that address. */
  boolean allows(InetAddress address) {
    return switch (Reach.of(address)) {
      case PUBLIC -> true;
      case INNER -> named;
      // A name that leads there is an attack; whoever writes the address itself means it.
      case LINK -> named && host.equals(address.getHostAddress());
      case NOWHERE -> false;
    };
  }

  /** For people. */
  String inWords() {
    return (secure ? "" : "http://") + host + (port == usual(secure) ? "" : ":" + port);
  }
}
