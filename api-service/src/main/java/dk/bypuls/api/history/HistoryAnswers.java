package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Chunks;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.problem.Problems;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers questions about a dataset's past, page by page. */
@ApplicationScoped
public class HistoryAnswers {

  private final RegistryView registry;
  private final HistoryDesk desk;
  private final HistoryLimits limits;
  private final CursorSeal seal;
  private final Vertx vertx;

  HistoryAnswers(RegistryView registry, HistoryDesk desk, HistoryLimits limits, Vertx vertx) {
    this.registry = registry;
    this.desk = desk;
    this.limits = limits;
    this.seal = new CursorSeal(limits.cursorSecret().orElseGet(() -> UUID.randomUUID().toString()));
    this.vertx = vertx;
  }

  /** Answers the request with windows of the dataset, which the client may know of. */
  public void answer(RoutingContext request, Dataset dataset, Access access) {
    Catalogue catalogue = registry.current();
    HistoryRequest asked =
        HistoryRequest.read(request, catalogue, dataset, access, seal, Clock.systemUTC());
    HistoryStore store =
        access == Access.INTERNAL && !dataset.letsWindowsOut() ? desk.exact() : desk.open();
    int room = asked.limit() + 1;
    desk.setAside(room);
    Context loop = vertx.getOrCreateContext();
    desk.answer(() -> page(store, asked, request.request().getHeader("If-None-Match")))
        .onComplete(
            answer ->
                loop.runOnContext(
                    turn -> {
                      if (answer.failed()) {
                        desk.giveBack(room);
                        Problems.send(request, Problems.of(answer.cause()));
                      } else {
                        send(request, asked, answer.result(), () -> desk.giveBack(room));
                      }
                    }));
  }

  /** Answers with the newest complete window of every series of a dataset that is not public. */
  public void answerLatest(RoutingContext request, Dataset dataset) {
    LatestRequest asked = LatestRequest.read(request, registry.current(), dataset);
    desk.setAside(LatestRequest.LIMIT);
    Context loop = vertx.getOrCreateContext();
    desk.answer(() -> desk.exact().ask(asked::ask))
        .onComplete(
            answer ->
                loop.runOnContext(
                    turn -> {
                      Runnable atEnd = () -> desk.giveBack(LatestRequest.LIMIT);
                      if (answer.failed()) {
                        atEnd.run();
                        Problems.send(request, Problems.of(answer.cause()));
                      } else {
                        OpenHeaders.put(request, Access.INTERNAL, "");
                        request.response().putHeader("Content-Type", asked.format().contentType());
                        WindowsText text =
                            new WindowsText(
                                asked.format(),
                                dataset.id(),
                                true,
                                answer.result().iterator(),
                                null);
                        new Chunks(vertx, request.response(), text, limits.clientPatience(), atEnd)
                            .send();
                      }
                    }));
  }

  private Page page(HistoryStore store, HistoryRequest asked, @Nullable String known) {
    return store.ask(
        (rows, connection) -> {
          int horizon =
              asked.cursor() == null ? rows.horizon(connection) : asked.cursor().horizon();
          String tag = asked.tag(horizon);
          if (OpenHeaders.matches(known, tag) && asked.access() == Access.OPEN) {
            return new Page(horizon, tag, Optional.empty());
          }
          Cursor.Key after = asked.cursor() == null ? null : asked.cursor().after();
          return new Page(
              horizon,
              tag,
              Optional.of(
                  rows.page(connection, asked.question(), horizon, after, asked.limit() + 1)));
        });
  }

  private void send(RoutingContext request, HistoryRequest asked, Page page, Runnable atEnd) {
    HttpServerResponse response = request.response();
    OpenHeaders.put(request, asked.access(), page.tag());
    if (page.rows().isEmpty()) {
      response.setStatusCode(304).end();
      atEnd.run();
      return;
    }
    List<PublishedWindow> rows = page.rows().get();
    boolean goesOn = rows.size() > asked.limit();
    List<PublishedWindow> given = goesOn ? rows.subList(0, asked.limit()) : rows;
    String next = goesOn ? next(request, asked, page.horizon(), given) : null;
    if (next != null) {
      response.putHeader("Link", "<" + next + ">; rel=\"next\"");
    }
    response.putHeader("Content-Type", asked.format().contentType());
    WindowsText text =
        new WindowsText(
            asked.format(),
            asked.question().dataset(),
            asked.access() == Access.INTERNAL,
            given.iterator(),
            next);
    new Chunks(vertx, response, text, limits.clientPatience(), atEnd).send();
  }

  private String next(
      RoutingContext request, HistoryRequest asked, int horizon, List<PublishedWindow> given) {
    Cursor cursor =
        new Cursor(
            asked.stamp(),
            asked.question().fingerprint(asked.access() == Access.INTERNAL),
            asked.question().from(),
            asked.question().to(),
            asked.question().asOf(),
            horizon,
            Cursor.Key.of(given.get(given.size() - 1)));
    return HistoryRequest.address(request, seal.seal(cursor));
  }

  private record Page(int horizon, String tag, Optional<List<PublishedWindow>> rows) {}
}
