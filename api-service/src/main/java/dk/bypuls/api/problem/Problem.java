package dk.bypuls.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not answered as asked, in words that say what to do.
 *
 * @param members what a program may want to know beyond the four standard members
 * @param headers what goes with it, such as {@code Retry-After}
 */
public record Problem(
    int status, String detail, Map<String, Object> members, Map<String, String> headers) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    headers = Map.copyOf(headers);
  }

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of(), Map.of());
  }

  /** The request is wrong; the detail says what would be right. */
  public static Problem badRequest(String detail) {
    return of(400, detail);
  }

  public static Problem unauthorized(String detail) {
    return of(401, detail).withHeader("WWW-Authenticate", "Bearer");
  }

  public static Problem forbidden(String detail) {
    return of(403, detail);
  }

  /** The same bytes whatever it is that is not there, so that nothing can be told from it (I3). */
  public static Problem notFound() {
    return of(
        404, "There is nothing here. What there is: /v1/datasets, and /openapi for the rest.");
  }

  public static Problem tooManyRequests(String detail, Duration retryAfter) {
    return of(429, detail).retryAfter(retryAfter);
  }

  public static Problem unavailable(String detail, Duration retryAfter) {
    return of(503, detail).retryAfter(retryAfter);
  }

  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(status, detail, more, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, detail, members, more);
  }

  private Problem retryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  /** The same as something to throw. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  public String title() {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  public String toJson() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", title());
    document.put("status", status);
    document.put("detail", detail);
    document.putAll(members);
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a member of this problem cannot be written as JSON", e);
    }
  }
}
