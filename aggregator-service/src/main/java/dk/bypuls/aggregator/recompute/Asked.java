package dk.bypuls.aggregator.recompute;

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
    return window.dataset().equals(dataset)
        && !window.start().isBefore(from)
        && window.start().isBefore(to);
  }
}
