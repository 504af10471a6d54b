package dk.bypuls.api.allowance;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;

/**
 * Who shares one allowance: all that come from one address, or with one key.
 *
 * <p>It is kept in memory for as long as it is counted, and is never written anywhere (C7).
 *
 * @param name tells askers apart and nothing else
 */
public record Asker(String name, boolean hasKey) {

  /** Somebody with one of the service's own questions. */
  public static final Asker OURSELVES = new Asker("", false);

  /** A household or an office has at least this much of the longer addresses to itself. */
  private static final int LONG_ADDRESS_BYTES = 8;

  /** Who sent a request, as the first handler of all found out. */
  public static Asker of(RoutingContext request) {
    Asker known = request.get(Asker.class.getName());
    return known == null ? at(request.request().remoteAddress()) : known;
  }

  static Asker withKey(String sha256) {
    return new Asker("key " + sha256, true);
  }

  /** Who speaks from there. */
  public static Asker at(SocketAddress address) {
    String host = address.hostAddress();
    if (host != null && host.indexOf(':') < 0) {
      return new Asker(host, false);
    }
    byte[] bytes = host == null ? null : NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes == null) {
      return new Asker(String.valueOf(host), false);
    }
    return new Asker(HexFormat.of().formatHex(bytes, 0, LONG_ADDRESS_BYTES), false);
  }

  void attachTo(RoutingContext request) {
    request.put(Asker.class.getName(), this);
  }

  /** Nobody's address or key gets into a log by mistake. */
  @Override
  public String toString() {
    return hasKey ? "an asker with a key" : "an asker";
  }
}
