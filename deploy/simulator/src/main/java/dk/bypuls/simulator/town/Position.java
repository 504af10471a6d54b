package dk.bypuls.simulator.town;

/** A point on the map, in degrees. */
public record Position(double longitude, double latitude) {
  private static final double METRES_PER_DEGREE = 111_320;
  private static final double METRES_PER_DEGREE_EAST = 62_310; // at 55.95° north
  private static final double GRID = 100_000;

  /** This point moved by metres, on the grid of five decimals that maps use. */
  public Position moved(double metresEast, double metresNorth) {
    return new Position(
        onGrid(longitude + metresEast / METRES_PER_DEGREE_EAST),
        onGrid(latitude + metresNorth / METRES_PER_DEGREE));
  }

  double metresTo(Position other) {
    double east = metresEastTo(other);
    double north = metresNorthTo(other);
    return Math.sqrt(east * east + north * north);
  }

  /** How far east of this point another lies. */
  public double metresEastTo(Position other) {
    return (other.longitude - longitude) * METRES_PER_DEGREE_EAST;
  }

  /** How far north of this point another lies. */
  public double metresNorthTo(Position other) {
    return (other.latitude - latitude) * METRES_PER_DEGREE;
  }

  private static double onGrid(double degrees) {
    return Math.round(degrees * GRID) / GRID;
  }
}
