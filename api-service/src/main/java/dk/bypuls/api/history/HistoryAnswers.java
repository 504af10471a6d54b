package dk.bypuls.api.history;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Sending;
import dk.bypuls.api.ready.ReadyAnswers;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Answers questions about a dataset's past, page by page. */
@Singleton
public class HistoryAnswers {

  private final RegistryView registry;
  private final HistoryDesk desk;
  private final HistoryLimits limits;
  private final CursorSeal seal;
  private final HandingOut handing;
  private final ReadyAnswers ready;

  HistoryAnswers(
      RegistryView registry,
      HistoryDesk desk,
      HistoryLimits limits,
      Vertx vertx,
      ReadyAnswers ready) {
    this.registry = registry;
    this.desk = desk;
    this.limits = limits;
    this.seal = new CursorSeal(limits.cursorSecret().orElseGet(() -> UUID.randomUUID().toString()));
    this.handing = new HandingOut(desk, vertx, limits.clientPatience());
    this.ready = ready;
  }

  /** Answers the request with windows of the dataset, which the client may know of. */
  public void answer(RoutingContext request, Dataset dataset, Access access) {
    Catalogue catalogue = seen(access);
    HistoryStore store =
        access == Access.INTERNAL && !dataset.leavesWhole() ? desk.exact() : desk.open();
    OptionalInt recent = store.recentHorizon();
    HistoryRequest asked =
        HistoryRequest.read(request, catalogue, dataset, access, seal, Clock.systemUTC());
    HistoryReading reading = new HistoryReading(store, asked, catalogue, dataset);
    PageMaker maker = new PageMaker(request, asked, reading, catalogue, seal);
    Optional<String> held = reading.knownHorizon(recent).map(asked::tag).filter(maker::isHad);
    if (held.isPresent()) {
      reading.made(recent).ifPresent(made -> ready.offer(request, made, held.get(), null));
      maker.headers().stillHolds(request, access, held.get());
      return;
    }
    handing.answer(request, access, () -> begin(request, asked, reading, maker), admit(asked));
  }

  /** The beginning of the answer; on a worker. */
  private Beginning begin(
      RoutingContext request, HistoryRequest asked, HistoryReading reading, PageMaker maker) {
    OptionalInt before = reading.recentHorizon();
    Horizon horizon = reading.horizon();
    String tag = asked.tag(horizon);
    if (maker.isHad(tag)) {
      return new Beginning(tag, maker.headers(), null, null);
    }
    reading.refuseTooMuch(limits.cellsAtOnce(), Instant.now());
    if (asked.isWhole()) {
      return maker.whole(horizon, () -> requireSame(request, asked));
    }
    OptionalInt seen = asked.cursor() == null ? OptionalInt.of(horizon.batch()) : before;
    Beginning page = maker.page(horizon);
    Sending.Piece piece = page.piece();
    if (piece != null && piece.isLast()) {
      reading.made(seen).ifPresent(made -> ready.offer(request, made, tag, piece.bytes()));
    }
    return page;
  }

  private Runnable admit(HistoryRequest asked) {
    boolean readsOn = asked.isWhole() || asked.question().view().points() > 0;
    int room = (asked.isWhole() ? 0 : asked.limit() + 1) + (readsOn ? 2 * HistoryReading.BATCH : 0);
    desk.setAside(room);
    if (!asked.isWhole()) {
      return () -> desk.giveBack(room);
    }
    try {
      desk.beginStream();
    } catch (RuntimeException refused) {
      desk.giveBack(room);
      throw refused;
    }
    return () -> {
      desk.giveBack(room);
      desk.streamIsOver();
    };
  }

  private Catalogue seen(Access access) {
    return access == Access.INTERNAL ? registry.current().inside() : registry.current();
  }

  /** A change of what may be told ends what is being told (I5). */
  private void requireSame(RoutingContext request, HistoryRequest asked) {
    if (!registry.current().stampOf(asked.question().dataset()).equals(asked.stamp())) {
      throw HistoryRequest.changed(request).asException();
    }
  }

  /** Answers with the newest complete window of every series of a dataset that is not public. */
  public void answerLatest(RoutingContext request, Dataset dataset) {
    LatestRequest asked = LatestRequest.read(request, seen(Access.INTERNAL), dataset);
    desk.setAside(LatestRequest.LIMIT);
    handing.answer(
        request,
        Access.INTERNAL,
        () -> asked.begin(desk.exact().ask(asked::ask)),
        () -> desk.giveBack(LatestRequest.LIMIT));
  }
}
