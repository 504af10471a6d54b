package dk.bypuls.api.live;

import dk.bypuls.api.answer.Access;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.answer.OpenHeaders;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.answer.WindowsText;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.OpenDatasets;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers with the newest window of every series of a dataset, from memory. */
@ApplicationScoped
public class LatestAnswers {

  private static final Set<String> PARAMETERS =
      Set.of("resolution", "place", "sensor", "quantity", "bbox", "area", "format");
  private static final Duration SOON = Duration.ofSeconds(2);

  private final OpenDatasets datasets;
  private final LiveFeed feed;

  /** The answer to the bare question, which most people ask: one for each dataset and form. */
  private final Map<String, Answer> bare = new ConcurrentHashMap<>();

  LatestAnswers(OpenDatasets datasets, LiveFeed feed) {
    this.datasets = datasets;
    this.feed = feed;
  }

  /** Answers the request with the newest windows of a public dataset. */
  public void answer(RoutingContext request, Dataset dataset, Access access) {
    Parameters asked = Parameters.of(request, PARAMETERS);
    Catalogue catalogue = datasets.catalogue();
    Format format = Format.of(asked, request.request().getHeader("Accept"));
    LiveState state = state();
    Answer answer =
        request.queryParams().isEmpty() && access == Access.OPEN
            ? bare(state, catalogue, dataset, format)
            : make(
                state,
                catalogue,
                dataset,
                format,
                access,
                ResolutionParameter.find(asked, catalogue, List.of(dataset)).orElse(null),
                Selection.of(asked, catalogue, List.of(dataset)));
    OpenHeaders.put(request, access, answer.tag());
    String known = request.request().getHeader("If-None-Match");
    if (access == Access.OPEN && OpenHeaders.matches(known, answer.tag())) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader("Content-Type", format.contentType()).end(answer.body());
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
    for (Resolution resolution : catalogue.resolutionsOf(dataset)) {
      latest
          .completeThrough(dataset.id(), resolution)
          .ifPresent(instant -> through.put(resolution, instant));
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

  private Answer bare(LiveState state, Catalogue catalogue, Dataset dataset, Format format) {
    String key = dataset.id() + ' ' + format;
    Made now = new Made(state, catalogue.generation(), version(state, dataset));
    Answer known = bare.get(key);
    if (known != null && known.made().equals(now)) {
      return known;
    }
    Answer answer = make(state, catalogue, dataset, format, Access.OPEN, null, Selection.ALL);
    bare.put(key, answer);
    return answer;
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
      Format format,
      Access access,
      @Nullable Resolution resolution,
      Selection selection) {
    LiveFilter filter = new LiveFilter(null, resolution, selection, Visitor.ANYONE);
    Made made = new Made(state, catalogue.generation(), version(state, dataset));
    List<PublishedWindow> windows =
        state.read(
            (latest, position) ->
                latest.of(dataset.id()).stream()
                    .flatMap(known -> known.series().stream())
                    .map(LatestWindows.Newest::published)
                    .filter(published -> Opening.isWanted(catalogue, filter, published))
                    .sorted(PublishedWindow.ORDER)
                    .toList());
    WindowsText text =
        new WindowsText(format, dataset.id(), access == Access.INTERNAL, windows.iterator(), null);
    String body = text.next(Integer.MAX_VALUE / 4);
    return new Answer(
        made, Buffer.buffer(body), OpenHeaders.tag(catalogue.stampOf(dataset.id()), body));
  }

  /** What an answer was made of. */
  private record Made(LiveState state, long generation, long version) {}

  private record Answer(Made made, Buffer body, String tag) {}
}
