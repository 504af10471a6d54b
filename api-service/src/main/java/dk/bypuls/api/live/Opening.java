package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.registry.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a client hears first: the newest window of every series it asked for.
 *
 * @param next the number of the first event after them
 */
record Opening(Iterable<byte[]> frames, long next) {

  /** What is newest now. The last frame alone has an id: who has heard less begins again. */
  static Opening of(LiveState state, Catalogue catalogue, LiveFilter filter) {
    return state.read(
        (latest, position) -> {
          List<PublishedWindow> wanted = new ArrayList<>();
          Set<String> shown =
              catalogue.shownTo(filter.visitor()).stream()
                  .map(Dataset::id)
                  .collect(Collectors.toSet());
          for (LatestWindows.OfDataset dataset : latest.all()) {
            for (LatestWindows.Newest newest : dataset.series()) {
              if (shown.contains(newest.published().window().dataset())
                  && isWanted(catalogue, filter, newest.published())) {
                wanted.add(newest.published());
              }
            }
          }
          wanted.sort(PublishedWindow.ORDER);
          return new Opening(frames(wanted, position), state.recent().next());
        });
  }

  static boolean isWanted(Catalogue catalogue, LiveFilter filter, PublishedWindow published) {
    Optional<Dataset> dataset = LatestOfDataset.released(catalogue, published);
    return dataset.isPresent()
        && filter.wants(
            published,
            catalogue.finestOf(dataset.get(), published.sensor())
                == published.window().resolution());
  }

  private static Iterable<byte[]> frames(List<PublishedWindow> wanted, Position position) {
    return () ->
        IntStream.range(0, wanted.size())
            .mapToObj(
                i ->
                    LiveEvent.frame(
                        "window", i == wanted.size() - 1 ? position : null, json(wanted.get(i))))
            .iterator();
  }

  private static byte[] json(PublishedWindow published) {
    return WindowJson.write(published.window(), published.publishedAt())
        .getBytes(StandardCharsets.UTF_8);
  }
}
