package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.nature.Chance;
import java.util.ArrayList;
import java.util.List;

/** Shapes as nature and people make them: never quite round, never quite straight. */
final class Shapes {
  private static final int CORNERS = 40;
  private static final double TURN = 2 * Math.PI;

  private Shapes() {}

  /** A closed ring around a point. */
  static List<Point> patch(Point middle, double radius, Chance chance) {
    List<Point> ring = new ArrayList<>();
    for (int i = 0; i < CORNERS; i++) {
      double angle = TURN * i / CORNERS;
      double reach =
          radius
              * (1
                  + 0.14 * StrictMath.sin(2 * angle + TURN * chance.unit(1))
                  + 0.07 * StrictMath.sin(3 * angle + TURN * chance.unit(2))
                  + 0.04 * StrictMath.sin(5 * angle + TURN * chance.unit(3)));
      ring.add(middle.moved(reach * StrictMath.cos(angle), reach * StrictMath.sin(angle)));
    }
    ring.add(ring.get(0));
    return ring;
  }

  /** A soft line through the points. */
  static List<Point> soft(List<Point> through) {
    List<Point> line = through;
    for (int i = 0; i < 3; i++) {
      line = cornersCut(line);
    }
    return line;
  }

  private static List<Point> cornersCut(List<Point> line) {
    List<Point> cut = new ArrayList<>();
    cut.add(line.get(0));
    for (int i = 0; i < line.size() - 1; i++) {
      Point from = line.get(i);
      Point to = line.get(i + 1);
      Point middle = from.middleTo(to);
      cut.add(from.middleTo(middle));
      cut.add(to.middleTo(middle));
    }
    cut.add(line.get(line.size() - 1));
    return cut;
  }
}
