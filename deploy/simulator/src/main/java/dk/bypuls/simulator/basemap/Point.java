package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.town.Position;

/** A point on the flat ground: metres east and north of the town's middle. */
record Point(double x, double y) {
  private static final Position MIDDLE = new Position(10.2300, 55.9550);

  static Point of(Position position) {
    return new Point(MIDDLE.metresEastTo(position), MIDDLE.metresNorthTo(position));
  }

  Position position() {
    return MIDDLE.moved(x, y);
  }

  double to(Point other) {
    double east = other.x - x;
    double north = other.y - y;
    return Math.sqrt(east * east + north * north);
  }

  Point middleTo(Point other) {
    return new Point((x + other.x) / 2, (y + other.y) / 2);
  }

  Point moved(double east, double north) {
    return new Point(x + east, y + north);
  }

  /** Whether the way from a to b crosses that from c to d. */
  static boolean cross(Point a, Point b, Point c, Point d) {
    return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b);
  }

  private static boolean side(Point a, Point b, Point seen) {
    return (b.x - a.x) * (seen.y - a.y) - (b.y - a.y) * (seen.x - a.x) > 0;
  }
}
