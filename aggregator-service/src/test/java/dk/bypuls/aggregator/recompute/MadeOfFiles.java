package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.store.ToldWindow;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Window;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a back-fill makes of messages, without a history. */
public final class MadeOfFiles {

  private MadeOfFiles() {}

  /** The windows of a sensor's series that start in a range; the messages are of that series. */
  public static List<Window> windows(
      Registry registry,
      Dataset dataset,
      String sensor,
      Instant from,
      Instant to,
      List<Readings> messages) {
    List<Window> windows = new ArrayList<>();
    Asked asked = new Asked(dataset.id(), sensor, from, to);
    PastSeries series =
        new PastSeries(
            asked,
            registry,
            dataset,
            0,
            (start, end, made) -> {
              made.values().stream().map(ToldWindow::window).forEach(windows::add);
              return true;
            });
    series.make(SingleReadings.of(messages));
    return windows;
  }
}
