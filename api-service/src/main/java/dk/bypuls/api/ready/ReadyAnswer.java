package dk.bypuls.api.ready;

import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.OpenSide;
import dk.bypuls.api.usage.Reading;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given: it says again what its head said, whatever that was.
 *
 * @param head but for what is said anew each time
 * @param tags by which a client says that it has it
 * @param body absent where no more is known than that whoever has it has the right one
 * @param rows windows of history that are in it
 */
record ReadyAnswer(
    List<Field> head, List<String> tags, @Nullable Buffer body, long rows, Reading reading) {

  /** What a request takes beside its text and the bytes that answer it. */
  private static final int OVERHEAD = 2_048;

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  /** What is left to the asker, and how this one answer is sent. */
  private static final Set<AsciiString> EACH_TIME =
      Set.of(
          AsciiString.cached("ratelimit"),
          AsciiString.cached("ratelimit-policy"),
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.CONNECTION,
          HttpHeaderNames.DATE);

  /** A line of a head. */
  record Field(CharSequence name, CharSequence value, boolean isOfBody) {

    static Field of(String name, String value) {
      return new Field(
          HttpHeaders.createOptimized(name),
          HttpHeaders.createOptimized(value),
          OpenSide.isOfBody(name));
    }
  }

  static ReadyAnswer of(
      MultiMap headers, String tag, @Nullable Buffer body, long rows, Reading reading) {
    List<Field> head = new ArrayList<>();
    for (Map.Entry<String, String> header : headers) {
      if (!EACH_TIME.contains(AsciiString.of(header.getKey()).toLowerCase())) {
        head.add(Field.of(header.getKey(), header.getValue()));
      }
    }
    return new ReadyAnswer(List.copyOf(head), OpenHeaders.said(tag), body, rows, reading);
  }

  long size() {
    return OVERHEAD + (body == null ? 0L : body.length());
  }

  /** Whether the client that asks has it. */
  boolean isHad(HttpServerRequest request) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && OpenHeaders.names(known, tags);
  }

  /** Gives it, or says that the client has it; answers the status. */
  int give(HttpServerResponse response, boolean isHad) {
    MultiMap headers = response.headers();
    for (int i = 0; i < head.size(); i++) {
      Field field = head.get(i);
      if (!isHad || !field.isOfBody()) {
        headers.add(field.name(), field.value());
      }
    }
    if (isHad || body == null) {
      response.setStatusCode(NOT_MODIFIED).end();
      reading.given(0, 0);
      return NOT_MODIFIED;
    }
    response.end(body);
    reading.given(rows, body.length());
    return OK;
  }
}
