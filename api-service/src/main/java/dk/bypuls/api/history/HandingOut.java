package dk.bypuls.api.history;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Body;
import dk.bypuls.api.answer.Sending;
import dk.bypuls.api.problem.Problems;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;

/** Has workers make what is answered, and the event loop of the request send it. */
final class HandingOut {

  private final HistoryDesk desk;
  private final Vertx vertx;
  private final Duration patience;

  HandingOut(HistoryDesk desk, Vertx vertx, Duration patience) {
    this.desk = desk;
    this.vertx = vertx;
    this.patience = patience;
  }

  /**
   * Has a worker begin, and goes on with what came of it.
   *
   * @param atEnd called once, however it ends
   */
  void answer(RoutingContext request, Access access, Supplier<Beginning> work, Runnable atEnd) {
    Context loop = vertx.getOrCreateContext();
    desk.answer(Asker.of(request), work)
        .onComplete(
            begun ->
                loop.runOnContext(
                    turn -> {
                      if (begun.failed()) {
                        atEnd.run();
                        Problems.send(request, Problems.of(begun.cause()));
                      } else {
                        send(request, access, begun.result(), atEnd);
                      }
                    }));
  }

  private void send(RoutingContext request, Access access, Beginning begun, Runnable atEnd) {
    HttpServerResponse response = request.response();
    Sending.Piece first = begun.piece();
    Body body = begun.body();
    if (first == null) {
      begun.headers().stillHolds(request, access, begun.tag());
      atEnd.run();
      return;
    }
    Runnable end =
        () -> {
          if (body != null) {
            body.close();
          }
          atEnd.run();
        };
    begun.headers().put(request, access, begun.tag());
    if (request.request().method().equals(HttpMethod.HEAD)) {
      response.end();
      end.run();
      return;
    }
    if (body == null) {
      response.end(first.bytes());
      end.run();
      return;
    }
    new Sending(
            vertx,
            response,
            () -> next(request, body),
            failure -> body.broken(Problems.of(failure).toJson()),
            patience,
            end)
        .send(first);
  }

  private Future<Sending.Piece> next(RoutingContext request, Body body) {
    return desk.goOn(Asker.of(request), () -> Beginning.piece(body));
  }
}
