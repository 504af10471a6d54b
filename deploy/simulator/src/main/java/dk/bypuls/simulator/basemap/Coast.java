package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.nature.Chance;
import java.util.ArrayList;
import java.util.List;

/** The line between land and sea, east of everything that stands in the town. */
final class Coast {
  /** How far north and south of the town's middle, and how far out, the map goes. */
  static final double EDGE = 9_000;

  private static final double STEP = 30;
  private static final double SHORE = 75;
  private static final double LEAST_SHORE = 40;
  private static final double BAY = 700;
  private static final int SOFTENED = 3;

  private final List<Point> line = new ArrayList<>();

  Coast(List<Point> land, Chance chance) {
    for (double y = -EDGE; y <= EDGE; y += STEP) {
      line.add(new Point(wild(y, chance), y));
    }
    line.replaceAll(point -> new Point(Math.max(point.x(), outermost(land, point.y())), point.y()));
    for (int i = 0; i < SOFTENED; i++) {
      soften();
    }
    line.replaceAll(point -> new Point(Math.max(point.x(), dry(land, point.y())), point.y()));
  }

  /** The coast as it was before anybody built a town. */
  private static double wild(double y, Chance chance) {
    return 640
        + 300 * StrictMath.sin(y / 1_900 + 6.28 * chance.unit(1))
        + 90 * StrictMath.sin(y / 610 + 6.28 * chance.unit(2))
        + 25 * StrictMath.sin(y / 170 + 6.28 * chance.unit(3));
  }

  /** Each place holds the sea off, the less the farther along the shore it is. */
  private static double outermost(List<Point> land, double y) {
    return land.stream()
        .mapToDouble(place -> place.x() + SHORE - (y - place.y()) * (y - place.y()) / BAY)
        .max()
        .orElse(-EDGE);
  }

  private static double dry(List<Point> land, double y) {
    return land.stream()
        .filter(place -> Math.abs(place.y() - y) < 2 * STEP)
        .mapToDouble(place -> place.x() + LEAST_SHORE)
        .max()
        .orElse(-EDGE);
  }

  private void soften() {
    for (int i = 1; i < line.size() - 1; i++) {
      double x = (line.get(i - 1).x() + line.get(i).x() + line.get(i + 1).x()) / 3;
      line.set(i, new Point(x, line.get(i).y()));
    }
  }

  /** From south to north. */
  List<Point> line() {
    return List.copyOf(line);
  }

  /** The part of the line between two heights. */
  List<Point> between(double south, double north) {
    return line.stream().filter(point -> point.y() >= south && point.y() <= north).toList();
  }

  /** How far east the land goes there. */
  double at(double y) {
    int index = (int) Math.round((y + EDGE) / STEP);
    return line.get(Math.max(0, Math.min(line.size() - 1, index))).x();
  }

  /** All water east of the line, as a closed ring. */
  List<Point> sea() {
    List<Point> ring = new ArrayList<>(line);
    ring.add(new Point(2 * EDGE, EDGE));
    ring.add(new Point(2 * EDGE, -EDGE));
    ring.add(line.get(0));
    return ring;
  }
}
