package dk.bypuls.api.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.notice.Notice;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowJson;
import dk.bypuls.events.Withdrawn;
import dk.bypuls.events.registry.Dataset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Makes events of what is read from the window topic, for the datasets whose windows leave now. */
final class LiveEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveEvents() {}

  /** The event of a window, if it may be told now: every replay passes today's gate. */
  static Optional<LiveEvent> of(
      Catalogue catalogue,
      Window window,
      Instant publishedAt,
      int partition,
      long offset,
      Position after) {
    return catalogue
        .released(window)
        .map(dataset -> of(catalogue, dataset, window, publishedAt, partition, offset, after));
  }

  /** The event of a window of that dataset, which may be told to who is told of it. */
  static LiveEvent of(
      Catalogue catalogue,
      Dataset dataset,
      Window window,
      Instant publishedAt,
      int partition,
      long offset,
      Position after) {
    return new LiveEvent(
        window.status() == Window.Status.RUNNING ? LiveEvent.Kind.RUNNING : LiveEvent.Kind.COMPLETE,
        subject(catalogue, dataset, new PublishedWindow(window, publishedAt)),
        partition,
        offset,
        after,
        WindowJson.write(window, publishedAt).getBytes(StandardCharsets.UTF_8));
  }

  static LiveEvent of(Withdrawn withdrawn, int partition, long offset, Position after) {
    ObjectNode data = JSON.createObjectNode();
    data.put("dataset", withdrawn.dataset());
    data.put("from", withdrawn.from().toString());
    data.put("to", withdrawn.to().toString());
    data.put("reason", withdrawn.reason());
    return new LiveEvent(
        LiveEvent.Kind.WITHDRAWN,
        whole(withdrawn.dataset(), withdrawn.from(), withdrawn.to()),
        partition,
        offset,
        after,
        data.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The event of a notice, which is from no topic. */
  static LiveEvent of(Notice notice, Position after) {
    ObjectNode data = JSON.createObjectNode();
    data.put("dataset", notice.dataset());
    data.put("kind", notice.kind().id());
    data.put("id", notice.id());
    data.put("at", notice.at().toString());
    data.putObject("title").put("da", notice.title().da()).put("en", notice.title().en());
    data.putObject("text").put("da", notice.text().da()).put("en", notice.text().en());
    return new LiveEvent(
        LiveEvent.Kind.NOTICE,
        whole(notice.dataset(), notice.at(), notice.at()),
        0,
        0,
        after,
        data.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A dataset as a whole. */
  private static LiveEvent.Subject whole(String dataset, Instant from, Instant to) {
    return new LiveEvent.Subject(dataset, "", "", "", "", null, false, false, 0, from, to);
  }

  /** What a window is of. */
  static LiveEvent.Subject subject(
      Catalogue catalogue, Dataset dataset, PublishedWindow published) {
    Window window = published.window();
    return new LiveEvent.Subject(
        window.dataset(),
        published.place(),
        published.sensor(),
        published.quantity(),
        published.area(),
        window.resolution(),
        catalogue.finestOf(dataset, published.sensor()) == window.resolution(),
        window.protection() != null,
        window.revision(),
        window.start(),
        window.end());
  }
}
