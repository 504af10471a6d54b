package dk.bypuls.api.answer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * What the server leaves to us in HTTP/2: an answer waits until its client can hear it, and an
 * answer to HEAD has no body.
 *
 * <p>Who comes by {@code Upgrade: h2c} has said nothing in HTTP/2 when the server may already
 * answer, and clients that find more behind the 101 than they have room for give up or are deaf for
 * good. A ping comes back from a client that has begun. Only the first request of a connection can
 * be such a one, and only where there is no TLS; what is sent with a body is answered with little.
 */
@Singleton
class Http2Route {

  private static final int FIRST_OF_A_CONNECTION = 1;
  private static final int BYTES_OF_A_PING = 8;
  private static final int SECONDS_TO_BEGIN = 10;

  void register(@Observes Router router) {
    router
        .route()
        .order(OpenSide.BEFORE_ANY_ANSWER)
        .handler(
            request -> {
              if (request.request().version() != HttpVersion.HTTP_2
                  || WithoutBody.is(request.response())) {
                request.next();
              } else if (isMaybeNotHeard(request.request())) {
                awaitItsBeginning(router, request);
              } else {
                goOn(router, request);
              }
            });
  }

  private static boolean isMaybeNotHeard(HttpServerRequest request) {
    return request.response().streamId() == FIRST_OF_A_CONNECTION
        && !request.isSSL()
        && OpenSide.READING.contains(request.method());
  }

  private static void awaitItsBeginning(Router router, RoutingContext request) {
    request
        .request()
        .connection()
        .ping(Buffer.buffer(new byte[BYTES_OF_A_PING]))
        .timeout(SECONDS_TO_BEGIN, TimeUnit.SECONDS)
        .onSuccess(back -> goOn(router, request))
        .onFailure(mute -> request.request().connection().close());
  }

  private static void goOn(Router router, RoutingContext request) {
    if (request.request().method().equals(HttpMethod.HEAD)) {
      router.handleContext(WithoutBody.of(request));
    } else {
      request.next();
    }
  }
}
