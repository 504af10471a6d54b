package dk.bypuls.aggregator.recompute;

import dk.bypuls.events.AreaPart;
import dk.bypuls.events.Window;
import java.time.Instant;

/**
 * What is to be recomputed.
 *
 * @param sensor empty for all of the dataset
 * @param from windows that start at or after it …
 * @param to … and before it
 */
record Asked(String dataset, String sensor, Instant from, Instant to) {

  boolean isAbout(String otherSensor) {
    return sensor.isEmpty() || sensor.equals(otherSensor);
  }

  boolean isAbout(Window window) {
    return isAbout(window.dataset(), window.start());
  }

  /** Of one sensor alone there is nothing to say of areas. */
  boolean isAboutAreas(AreaPart part) {
    return sensor.isEmpty() && isAbout(part.dataset(), part.start());
  }

  private boolean isAbout(String otherDataset, Instant start) {
    return otherDataset.equals(dataset) && !start.isBefore(from) && start.isBefore(to);
  }
}
