package dk.bypuls.simulator.town;

/** A part of the town: a centre, and how far out its places lie. */
enum District {
  CENTRE(10.2378, 55.9562, 420),
  HARBOUR(10.2478, 55.9570, 330),
  VALLEY(10.2205, 55.9535, 900),
  NORTH(10.2390, 55.9690, 700),
  WEST(10.2130, 55.9640, 850),
  SOUTH(10.2300, 55.9415, 750);

  private final double longitude;
  private final double latitude;
  private final double radius;

  District(double longitude, double latitude, double radius) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.radius = radius;
  }

  /** A spot in the district; {@code outward} is 0 in its middle and 1 at its edge. */
  Position spot(double outward, double angle) {
    double metres = radius * Math.sqrt(outward);
    return new Position(longitude, latitude)
        .moved(metres * StrictMath.cos(angle), metres * StrictMath.sin(angle));
  }
}
