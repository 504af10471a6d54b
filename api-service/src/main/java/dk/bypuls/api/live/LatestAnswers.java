package dk.bypuls.api.live;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Encoding;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.ready.Made;
import dk.bypuls.api.ready.ReadyAnswers;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.AreaTree;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers with the newest window of every series of a dataset, from memory. */
@Singleton
public class LatestAnswers {

  private static final Set<String> PARAMETERS =
      Set.of("resolution", "place", "sensor", "quantity", "bbox", "area", "format");
  private static final Duration SOON = Duration.ofSeconds(2);

  private final OpenDatasets datasets;
  private final LiveFeed feed;
  private final ReadyAnswers ready;

  LatestAnswers(OpenDatasets datasets, LiveFeed feed, ReadyAnswers ready) {
    this.datasets = datasets;
    this.feed = feed;
    this.ready = ready;
  }

  /** Answers the request with the newest windows of a public dataset. */
  public void answer(RoutingContext request, Dataset dataset, Access access) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    Catalogue catalogue = datasets.catalogue();
    Form form = Form.of(request, asked);
    LiveState state = state();
    Resolution resolution =
        ResolutionParameter.find(asked, catalogue, List.of(dataset)).orElse(null);
    Selection selection = Selection.of(asked, catalogue, List.of(dataset));
    long version = version(state, dataset);
    String stamp = catalogue.stampOf(dataset.id());
    Answer answer = make(state, catalogue, dataset, form, access, resolution, selection);
    if (access == Access.OPEN) {
      ready.offer(
          request,
          new Made(catalogue, dataset, stamp, () -> isStill(state, version, dataset)),
          answer.tag(),
          answer.body());
    }
    OpenHeaders.put(request, access, answer.tag(), form.encoding());
    String known = request.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (access == Access.OPEN && OpenHeaders.matches(known, answer.tag())) {
      request.response().setStatusCode(304).end();
    } else {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, form.format().contentType())
          .end(answer.body());
    }
  }

  /** How fresh a dataset is; absent while nothing is known of it. */
  public Optional<Freshness> freshness(Catalogue catalogue, Dataset dataset) {
    return feed.state()
        .flatMap(
            state ->
                state.read(
                    (latest, position) ->
                        latest
                            .of(dataset.id())
                            .flatMap(known -> newest(catalogue, known))
                            .map(newest -> freshness(catalogue, dataset, latest, newest))));
  }

  private static Optional<PublishedWindow> newest(
      Catalogue catalogue, LatestWindows.OfDataset known) {
    return known.series().stream()
        .map(LatestWindows.Newest::published)
        .filter(published -> LatestOfDataset.released(catalogue, published).isPresent())
        .max(
            Comparator.comparing((PublishedWindow published) -> published.window().start())
                .thenComparing(PublishedWindow::publishedAt));
  }

  private static Freshness freshness(
      Catalogue catalogue, Dataset dataset, LatestWindows latest, PublishedWindow newest) {
    Map<Resolution, Instant> through = new EnumMap<>(Resolution.class);
    List<String> trees =
        catalogue.registry().areaTreesOf(dataset).stream().map(AreaTree::key).toList();
    for (Resolution resolution : catalogue.resolutionsOf(dataset)) {
      Optional<Instant> told =
          dataset.leavesWhole()
              ? latest.completeThrough(dataset.id(), resolution)
              : latest.completeThrough(trees, resolution);
      told.ifPresent(instant -> through.put(resolution, instant));
    }
    return new Freshness(newest.window().start(), newest.publishedAt(), through);
  }

  private LiveState state() {
    return feed.state()
        .orElseThrow(
            () ->
                Problem.unavailable("Live is starting: it reads what there is. Try again.", SOON)
                    .asException());
  }

  private boolean isStill(LiveState state, long version, Dataset dataset) {
    return feed.isAt(state) && version(state, dataset) == version;
  }

  private static long version(LiveState state, Dataset dataset) {
    return state.read(
        (latest, position) ->
            latest.of(dataset.id()).map(LatestWindows.OfDataset::version).orElse(0L));
  }

  private static Answer make(
      LiveState state,
      Catalogue catalogue,
      Dataset dataset,
      Form form,
      Access access,
      @Nullable Resolution resolution,
      Selection selection) {
    LiveFilter filter = new LiveFilter(null, resolution, selection, Visitor.ANYONE);
    List<PublishedWindow> windows =
        state.read(
            (latest, position) ->
                latest.of(dataset.id()).stream()
                    .flatMap(known -> known.series().stream())
                    .map(LatestWindows.Newest::published)
                    .filter(published -> Opening.wanted(catalogue, filter, published).isPresent())
                    .sorted(PublishedWindow.ORDER)
                    .toList());
    WindowsText text =
        new WindowsText(
            form.format(), dataset.id(), access == Access.INTERNAL, windows.iterator(), null);
    String body = text.next(Integer.MAX_VALUE / 4);
    return new Answer(
        Buffer.buffer(form.encoding().packed(body)),
        OpenHeaders.tag(catalogue.stampOf(dataset.id()), body));
  }

  /** In which form, and how it is packed. */
  private record Form(Format format, Encoding encoding) {

    static Form of(RoutingContext request, Parameters asked) {
      return new Form(
          Format.of(asked, request.request().getHeader(HttpHeaders.ACCEPT), Format.USUAL),
          Encoding.of(request.request()));
    }
  }

  private record Answer(Buffer body, String tag) {}
}
