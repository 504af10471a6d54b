package dk.bypuls.api.request;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses that lead from one answer to another. */
public final class Addresses {

  private Addresses() {}

  /** Scheme, host and port as the client knows them. */
  public static String base(RoutingContext request) {
    HostAndPort authority = request.request().authority();
    return authority == null ? "" : request.request().scheme() + "://" + authority;
  }

  /** The address of the request, with that parameter changed, or without it. */
  public static String with(RoutingContext request, String parameter, @Nullable String value) {
    QueryStringEncoder address = new QueryStringEncoder(base(request) + request.request().path());
    for (Map.Entry<String, String> given : request.queryParams()) {
      if (!given.getKey().equals(parameter)) {
        address.addParam(given.getKey(), given.getValue());
      }
    }
    if (value != null) {
      address.addParam(parameter, value);
    }
    return address.toString();
  }
}
