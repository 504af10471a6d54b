package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.registry.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client hears first: the newest window of every series it asked for.
 *
 * @param next the number of the first event after them
 */
record Opening(Iterable<Told> windows, long next) {

  /** What is newest now. The last window alone has an id: who has heard less begins again. */
  static Opening of(LiveState state, Catalogue catalogue, Wishes wishes) {
    return state.read(
        (latest, position) -> {
          List<Wanted> wanted = new ArrayList<>();
          Set<String> shown =
              catalogue.shownTo(wishes.visitor()).stream()
                  .map(Dataset::id)
                  .collect(Collectors.toSet());
          for (LatestWindows.OfDataset dataset : latest.all()) {
            for (LatestWindows.Newest newest : dataset.series()) {
              PublishedWindow published = newest.published();
              if (shown.contains(published.window().dataset())) {
                wanted(catalogue, wishes, published)
                    .ifPresent(subject -> wanted.add(new Wanted(published, subject)));
              }
            }
          }
          wanted.sort(Comparator.comparing(Wanted::published, PublishedWindow.ORDER));
          return new Opening(told(wanted, position), state.recent().next());
        });
  }

  /** What the window is of, if it may be shown now and is wished for. */
  static Optional<LiveEvent.Subject> wanted(
      Catalogue catalogue, Wishes wishes, PublishedWindow published) {
    return LatestOfDataset.released(catalogue, published)
        .map(dataset -> LiveEvents.subject(catalogue, dataset, published))
        .filter(subject -> wishes.want(LiveEvent.Kind.COMPLETE, subject));
  }

  private static Iterable<Told> told(List<Wanted> wanted, Position position) {
    return () ->
        IntStream.range(0, wanted.size())
            .mapToObj(i -> wanted.get(i).told(i == wanted.size() - 1 ? position.id() : null))
            .iterator();
  }

  private record Wanted(PublishedWindow published, LiveEvent.Subject subject) {

    Told told(@Nullable String id) {
      String json = WindowJson.write(published.window(), published.publishedAt());
      return Told.known(id, subject, json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
