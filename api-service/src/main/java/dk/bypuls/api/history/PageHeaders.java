package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.OpenHeaders;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer say, beside its tag.
 *
 * @param next the address of the next page
 * @param sampled how rows were chosen; absent where they are all there are
 */
record PageHeaders(
    Format format, Encoding encoding, @Nullable String next, @Nullable String sampled) {

  void put(RoutingContext request, Access access, String tag) {
    OpenHeaders.put(request, access, tag, encoding);
    HttpServerResponse response = request.response();
    if (next != null) {
      response.putHeader("Link", "<" + next + ">; rel=\"next\"");
    }
    if (sampled != null) {
      response.putHeader("Bypuls-Sampled", sampled);
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
  }

  /** Says that what the client has still holds. */
  void stillHolds(RoutingContext request, Access access, String tag) {
    OpenHeaders.put(request, access, tag, encoding);
    request.response().setStatusCode(304).end();
  }
}
