package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;
import java.util.Comparator;

/** What there is to say of one cell and stretch of time: a window, or why there is none. */
public sealed interface Row permits PublishedWindow, Gap {

  /** By start, then place, sensor and quantity; areas come before sensors, having neither. */
  Comparator<Row> ORDER =
      Comparator.comparing(Row::start)
          .thenComparing(Row::place)
          .thenComparing(Row::sensor)
          .thenComparing(Row::quantity)
          .thenComparing(Row::area);

  String dataset();

  Cell cell();

  Quantity measured();

  Resolution resolution();

  Instant start();

  Instant end();

  /** As it is written. */
  String status();

  /** The id of what was measured. */
  default String quantity() {
    return measured().id();
  }

  /** The place, or empty for an area's row. */
  default String place() {
    return cell() instanceof Cell.SensorCell sensor ? sensor.place() : "";
  }

  /** The sensor, or empty for an area's row. */
  default String sensor() {
    return cell() instanceof Cell.SensorCell sensor ? sensor.sensor() : "";
  }

  /** The area, or empty for a sensor's row. */
  default String area() {
    return cell() instanceof Cell.AreaCell area ? area.area() : "";
  }
}
