package dk.bypuls.api.ready;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * All of a request that decides its answer, as it was sent: nothing of it is read.
 *
 * @param uri path and query
 * @param host how the client calls the service, which is said again in addresses
 * @param version decides who packs
 */
record Asked(
    String uri,
    String scheme,
    @Nullable String host,
    int port,
    @Nullable String accept,
    @Nullable String acceptEncoding,
    HttpVersion version) {

  static Asked of(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return new Asked(
        request.uri(),
        request.scheme(),
        authority == null ? null : authority.host(),
        authority == null ? -1 : authority.port(),
        request.getHeader(HttpHeaders.ACCEPT),
        request.getHeader(HttpHeaders.ACCEPT_ENCODING),
        request.version());
  }

  /** How much it takes to keep it. */
  long size() {
    return (long) uri.length() + length(host) + length(accept) + length(acceptEncoding);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
