package dk.bypuls.ingest.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a server sends on to. Whether that host may be asked, the next request finds out. */
final class Redirection {

  private static final Set<Integer> STATUS = Set.of(301, 302, 303, 307, 308);

  private Redirection() {}

  static boolean is(int status) {
    return STATUS.contains(status);
  }

  /**
   * The next address.
   *
   * @throws PullException if it is none, or gives up TLS
   */
  static URI of(URI from, @Nullable String location) throws PullException {
    String host = HostRule.of(from).inWords();
    try {
      URI next = from.resolve(new URI(location == null ? "" : location.strip()));
      boolean isWeb =
          "https".equalsIgnoreCase(next.getScheme()) || "http".equalsIgnoreCase(next.getScheme());
      if (location == null
          || !isWeb
          || next.getHost() == null
          || next.getHost().startsWith("[")
          || next.getUserInfo() != null) {
        throw PullException.of(Ending.ERROR, host + " sends on to something that is no address");
      }
      if (HostRule.of(from).secure() && !HostRule.of(next).secure()) {
        throw PullException.of(Ending.FORBIDDEN, host + " sends on from HTTPS to HTTP");
      }
      return next;
    } catch (URISyntaxException e) {
      throw PullException.of(Ending.ERROR, host + " sends on to something that is no address");
    }
  }
}
