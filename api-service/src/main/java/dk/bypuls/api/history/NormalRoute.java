package dk.bypuls.api.history;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.allowance.BoundedCache;
import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** {@code /v1/datasets/{dataset}/normal}: what each hour of the week is usually like. */
@ApplicationScoped
public class NormalRoute {

  /** What a question may hold in memory while it is answered. */
  private static final int ROOM = NormalRows.MOST_SERIES * 168;

  /** About as many bytes: all of it is ASCII. */
  private static final long MOST_CHARACTERS = 16L * 1024 * 1024;

  private final OpenDatasets datasets;
  private final HistoryDesk desk;
  private final Vertx vertx;

  /**
   * How long an answer is given again. The day's hours stay the same; but files of the past may be
   * on their way into history, and late readings.
   */
  private static final Duration HELD = Duration.ofMinutes(5);

  /** The answers of the last few minutes. */
  private final BoundedCache<String, String> cache =
      new BoundedCache<>(MOST_CHARACTERS, (key, answer) -> key.length() + answer.length());

  NormalRoute(OpenDatasets datasets, HistoryDesk desk, Vertx vertx) {
    this.datasets = datasets;
    this.desk = desk;
    this.vertx = vertx;
  }

  void register(@Observes Router router) {
    router
        .route("/v1/datasets/:dataset/normal")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::answer);
  }

  private void answer(RoutingContext request) {
    Dataset dataset = datasets.inPath(request);
    NormalRequest asked =
        NormalRequest.read(request, datasets.catalogue(), dataset, Clock.systemUTC());
    desk.setAside(ROOM);
    Context loop = vertx.getOrCreateContext();
    desk.answer(Asker.of(request), () -> text(asked))
        .onComplete(
            answer ->
                loop.runOnContext(
                    turn -> {
                      desk.giveBack(ROOM);
                      if (answer.failed()) {
                        Problems.send(request, Problems.of(answer.cause()));
                      } else {
                        send(request, asked, answer.result());
                      }
                    }));
  }

  /** What was answered a moment ago, unless something was taken back since. */
  private String text(NormalRequest asked) {
    return desk.open()
        .ask(
            (rows, connection) -> {
              long turn = Clock.systemUTC().millis() / HELD.toMillis();
              String withdrawn = NormalRows.withdrawals(connection, asked.dataset());
              String key = String.join(" ", asked.key(), withdrawn, Long.toString(turn));
              String known = cache.find(key);
              if (known != null) {
                return known;
              }
              String made = NormalJson.write(asked, NormalRows.ask(connection, asked));
              cache.put(key, made);
              return made;
            });
  }

  private static void send(RoutingContext request, NormalRequest asked, String text) {
    String tag = OpenHeaders.tag(asked.stamp(), text);
    OpenHeaders.put(request, Access.OPEN, tag);
    if (OpenHeaders.matches(request.request().getHeader("If-None-Match"), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", "application/json").end(text);
    }
  }
}
