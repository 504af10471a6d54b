package dk.bypuls.api.files;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.Sending;
import dk.bypuls.api.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gives a file that is there, or the part of it that is asked for. */
final class FileGiving {

  private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(30);

  /** What is said of a file that is not there yet, or not any more. */
  static final Problem BEING_MADE =
      Problem.unavailable("This file is being made. Ask again in a moment.", Duration.ofSeconds(3));

  private static final Problem OTHER_BY_NOW =
      Problem.of(
          412,
          "The file is no longer the one that If-Match names: begin again without it. /files says"
              + " which each is now.");

  private final MonthFiles files;
  private final Vertx vertx;

  FileGiving(MonthFiles files, Vertx vertx) {
    this.files = files;
    this.vertx = vertx;
  }

  void give(RoutingContext request, MonthFile file) {
    if (!isStillMeant(request.request().getHeader("If-Match"), file.sha256())) {
      throw OTHER_BY_NOW.asException();
    }
    OpenHeaders.put(request, Access.OPEN, file.sha256(), Encoding.IDENTITY);
    HttpServerResponse response = request.response();
    response
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("Content-Type", MonthKey.mediaType(file.key().format()));
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), file.sha256())) {
      response.setStatusCode(304).end();
      return;
    }
    give(request, file, range(request, file));
  }

  /**
   * Whether an If-Match header names the file: its bytes, so that a weak tag does not (RFC 9110).
   */
  private static boolean isStillMeant(@Nullable String ifMatch, String tag) {
    return ifMatch == null
        || ifMatch.equals("*")
        || Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(quoted(tag)::equals);
  }

  private static String quoted(String tag) {
    return '"' + tag + '"';
  }

  private static ByteRange range(RoutingContext request, MonthFile file) {
    ByteRange whole = new ByteRange(0, file.bytes());
    // Of who asks for the head alone no part is meant (RFC 9110).
    boolean isGet = request.request().method().equals(HttpMethod.GET);
    String asked = isGet ? request.request().getHeader("Range") : null;
    String condition = request.request().getHeader("If-Range");
    // A part of another file than the client began with would be worse than all of this one.
    boolean holds = condition == null || condition.equals(quoted(file.sha256()));
    if (asked == null || !ByteRange.isAsked(asked) || !holds) {
      return whole;
    }
    ByteRange part =
        ByteRange.of(asked, file.bytes())
            .orElseThrow(
                () ->
                    Problem.of(416, "The file has %d bytes.".formatted(file.bytes()))
                        .withHeader("Content-Range", "bytes */" + file.bytes())
                        .asException());
    request
        .response()
        .setStatusCode(206)
        .putHeader(
            "Content-Range",
            "bytes %d-%d/%d".formatted(part.start(), part.end() - 1, file.bytes()));
    return part;
  }

  private void give(RoutingContext request, MonthFile file, ByteRange part) {
    HttpServerResponse response = request.response();
    FileBody body = open(response, file, part);
    response.putHeader("Content-Length", Long.toString(part.length()));
    if (request.request().method().equals(HttpMethod.HEAD)) {
      body.close();
      response.end();
      return;
    }
    new Sending(
            vertx,
            response,
            () -> vertx.executeBlocking(() -> piece(body), false),
            failure -> body.broken(""),
            CLIENT_PATIENCE,
            body::close)
        .send(piece(body));
  }

  private FileBody open(HttpServerResponse response, MonthFile file, ByteRange part) {
    try {
      return new FileBody(file.path(), part, () -> requireCurrent(file.key()));
    } catch (IOException thrownAway) {
      // Just now, to make room for others, or because the registration changed.
      response.headers().remove("ETag").remove("Content-Range");
      throw BEING_MADE.asException();
    }
  }

  private void requireCurrent(MonthKey key) {
    if (!files.isCurrent(key)) {
      throw Problem.of(410, "The dataset's registration has changed meanwhile.").asException();
    }
  }

  private static Sending.Piece piece(FileBody body) {
    Buffer bytes = Buffer.buffer(body.next());
    return new Sending.Piece(bytes, body.isFinished());
  }
}
