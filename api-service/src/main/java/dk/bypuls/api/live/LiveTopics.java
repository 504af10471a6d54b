package dk.bypuls.api.live;

import dk.bypuls.events.Resolution;
import java.util.List;

/**
 * The topics of the MQTT feed: {@code bypuls/live/{dataset}/{place or area}/{quantity}/
 * {resolution}} for windows, {@code bypuls/live/{dataset}/{event}} for what is said of a dataset.
 */
final class LiveTopics {

  /** What everything that anyone may subscribe to is below. */
  static final String ROOT = "bypuls/live/";

  private LiveTopics() {}

  /** The levels below the root. */
  static List<String> below(String event, LiveEvent.Subject subject) {
    Resolution resolution = subject.resolution();
    if (resolution == null) {
      return List.of(subject.dataset(), event);
    }
    String where = subject.area().isEmpty() ? subject.place() : subject.area();
    return List.of(subject.dataset(), where, subject.quantity(), resolution.name());
  }
}
