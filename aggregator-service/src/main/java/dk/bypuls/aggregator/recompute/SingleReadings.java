package dk.bypuls.aggregator.recompute;

import dk.bypuls.events.Readings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Messages of the past taken apart, as if each reading had been sent when it was observed. */
final class SingleReadings {

  private SingleReadings() {}

  /** Each reading in a message of its own that was received at once, in the order of their time. */
  static List<Readings> of(List<Readings> messages) {
    List<Readings> single = new ArrayList<>();
    for (Readings message : messages) {
      for (Readings.Reading reading : message.readings()) {
        // When a file was read says nothing of any clock.
        single.add(
            new Readings(
                message.tenant(),
                message.sensor(),
                message.source(),
                message.origin(),
                reading.observedAt(),
                List.of(reading)));
      }
    }
    single.sort(Comparator.comparing(PastSeries::at));
    return single;
  }
}
