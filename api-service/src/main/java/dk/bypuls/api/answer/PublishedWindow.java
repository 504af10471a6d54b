package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Window;
import java.time.Instant;
import java.util.Comparator;

/**
 * A window and the append time of its record, which is when it was published.
 *
 * <p>The two together are all its JSON is made of.
 */
public record PublishedWindow(Window window, Instant publishedAt) {

  /** By start, then place, sensor and quantity; areas come before sensors, having neither. */
  public static final Comparator<PublishedWindow> ORDER =
      Comparator.comparing((PublishedWindow published) -> published.window().start())
          .thenComparing(PublishedWindow::place)
          .thenComparing(PublishedWindow::sensor)
          .thenComparing(PublishedWindow::quantity)
          .thenComparing(PublishedWindow::area);

  /** The place, or empty for an area's window. */
  public String place() {
    return window.cell() instanceof Cell.SensorCell cell ? cell.place() : "";
  }

  /** The sensor, or empty for an area's window. */
  public String sensor() {
    return window.cell() instanceof Cell.SensorCell cell ? cell.sensor() : "";
  }

  /** The area, or empty for a sensor's window. */
  public String area() {
    return window.cell() instanceof Cell.AreaCell cell ? cell.area() : "";
  }

  public String quantity() {
    return window.quantity().id();
  }
}
