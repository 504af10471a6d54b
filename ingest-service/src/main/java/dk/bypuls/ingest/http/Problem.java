package dk.bypuls.ingest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not served, and what to do about it.
 *
 * @param retryAfter when to try again; absent where trying again is of no use
 */
public record Problem(int status, String detail, @Nullable Duration retryAfter) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public static Problem of(HttpResponseStatus status, String detail) {
    return new Problem(status.code(), detail, null);
  }

  public static Problem forNow(HttpResponseStatus status, String detail, Duration retryAfter) {
    return new Problem(status.code(), detail, retryAfter);
  }

  /** Answers with it, unless something was answered already. */
  public void send(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("content-type", "application/problem+json");
    if (status == HttpResponseStatus.UNAUTHORIZED.code()) {
      response.putHeader("www-authenticate", "Bearer, Basic realm=\"bypuls\"");
    }
    if (retryAfter != null) {
      response.putHeader("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    response.end(body().toString());
  }

  private ObjectNode body() {
    return JSON.createObjectNode()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail);
  }
}
