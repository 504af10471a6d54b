package dk.bypuls.bench.privacy;

import dk.bypuls.bench.privacy.Crowd.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Window;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One window as the adversary sees it.
 *
 * @param tree which grid its area is of
 * @param value absent where it was withheld
 */
public record Told(
    String tree,
    String area,
    Resolution resolution,
    Instant start,
    Window.Status status,
    int revision,
    OptionalLong value) {

  static final String OUR_TREE = "100m";

  /** What is seen of a window. */
  public static Told of(Window window) {
    dk.bypuls.events.Cell cell = window.cell();
    if (!(cell instanceof dk.bypuls.events.Cell.AreaCell area)) {
      throw new IllegalStateException("a sensor's window of people is public");
    }
    return new Told(
        OUR_TREE,
        area.area(),
        window.resolution(),
        window.start(),
        window.status(),
        window.revision(),
        window.statistics().find(Statistic.SUM));
  }

  Cell cell() {
    return new Cell(area, start);
  }

  boolean isLeaf() {
    return area.startsWith(OUR_TREE) && resolution == Resolution.PT15M;
  }

  boolean isWithheld() {
    return value.isEmpty();
  }

  Told with(long other) {
    return new Told(tree, area, resolution, start, status, revision, OptionalLong.of(other));
  }

  Told revised(int later, long other) {
    return new Told(tree, area, resolution, start, status, later, OptionalLong.of(other));
  }

  Told running(long other) {
    return new Told(
        tree, area, resolution, start, Window.Status.RUNNING, 0, OptionalLong.of(other));
  }

  Told inTree(String other, long value) {
    return new Told(other, area, resolution, start, status, revision, OptionalLong.of(value));
  }
}
