package dk.bypuls.adversary;

import dk.bypuls.adversary.Crowd.Cell;
import dk.bypuls.events.Protection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.Statistics;
import dk.bypuls.events.Window;
import dk.bypuls.events.policy.Quality;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One window as the adversary sees it.
 *
 * @param tree which grid its area is of
 * @param leaves of how many answers it is the sum; 0 of an answer itself
 * @param value absent where it was withheld, and where a band was told
 */
public record Told(
    String tree,
    String area,
    Resolution resolution,
    Instant start,
    int leaves,
    Window.Status status,
    int revision,
    OptionalLong value) {

  static final String OUR_TREE = "ours";

  /** What is seen of a window. */
  public static Told of(Window window) {
    Protection protection = window.protection();
    if (protection == null || !(window.cell() instanceof dk.bypuls.events.Cell.AreaCell area)) {
      throw new IllegalStateException("a sensor's window of people is public");
    }
    return new Told(
        OUR_TREE,
        area.area(),
        window.resolution(),
        window.start(),
        protection.leaves(),
        window.status(),
        window.revision(),
        window.statistics().find(Statistic.SUM));
  }

  /** Whether it is an answer itself, and not made of answers. */
  boolean isLeaf() {
    return leaves == 0;
  }

  Cell cell() {
    return new Cell(area, start);
  }

  boolean isWithheld() {
    return status == Window.Status.SUPPRESSED;
  }

  /** Whether it was told when it was due, and not while it filled or later. */
  boolean isFirst() {
    return status != Window.Status.RUNNING && revision == 1;
  }

  /** The window in which a city would tell it. */
  public Window window(String dataset) {
    Resolution.Span span = resolution.spanAt(start);
    Map<Statistic, Long> figures = new EnumMap<>(Statistic.class);
    value.ifPresent(told -> figures.put(Statistic.SUM, told));
    return new Window(
        dataset,
        new dk.bypuls.events.Cell.AreaCell(area, 0),
        Quantities.of(Crowd.QUANTITY),
        resolution,
        span.start(),
        span.end(),
        status,
        revision,
        span.end(),
        0,
        0,
        OptionalInt.empty(),
        0,
        Statistics.of(figures),
        isWithheld() ? Window.PROTECTED : revision > 1 ? Window.CORRECTED : null,
        protection());
  }

  private Protection protection() {
    if (!isLeaf()) {
      return new Protection(null, leaves, isWithheld() ? leaves : 0);
    }
    return value.isPresent()
        ? new Protection(Quality.of(value.getAsLong(), Crowd.EPSILON.inverse()), 0, 0)
        : Protection.WITHHELD;
  }

  Told withheld() {
    return new Told(
        tree,
        area,
        resolution,
        start,
        leaves,
        Window.Status.SUPPRESSED,
        revision,
        OptionalLong.empty());
  }

  Told with(long other) {
    return new Told(
        tree,
        area,
        resolution,
        start,
        leaves,
        Window.Status.COMPLETE,
        revision,
        OptionalLong.of(other));
  }

  Told revised(int later, long other) {
    return new Told(tree, area, resolution, start, leaves, status, later, OptionalLong.of(other));
  }

  Told running(long other) {
    return new Told(
        tree, area, resolution, start, leaves, Window.Status.RUNNING, 0, OptionalLong.of(other));
  }

  Told inTree(String other, long value) {
    return new Told(
        other, area, resolution, start, leaves, status, revision, OptionalLong.of(value));
  }
}
