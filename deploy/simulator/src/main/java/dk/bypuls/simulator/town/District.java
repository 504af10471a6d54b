package dk.bypuls.simulator.town;

/** A part of the town: a centre, and how far out its places lie. */
public enum District {
  CENTRE("Midtbyen", "Town Centre", 10.2378, 55.9562, 420),
  HARBOUR("Havnen", "The Harbour", 10.2478, 55.9570, 330),
  VALLEY("Ådalen", "Stream Valley", 10.2205, 55.9535, 900),
  NORTH("Nordbyen", "North Town", 10.2390, 55.9690, 700),
  WEST("Vestbyen", "West Town", 10.2130, 55.9640, 850),
  SOUTH("Sydbyen", "South Town", 10.2300, 55.9415, 750);

  private final String danish;
  private final String english;
  private final double longitude;
  private final double latitude;
  private final double radius;

  District(String danish, String english, double longitude, double latitude, double radius) {
    this.danish = danish;
    this.english = english;
    this.longitude = longitude;
    this.latitude = latitude;
    this.radius = radius;
  }

  public String danish() {
    return danish;
  }

  public String english() {
    return english;
  }

  /** How far from its middle its places lie, in metres. */
  public double radius() {
    return radius;
  }

  /** A spot in the district; {@code outward} is 0 in its middle and 1 at its edge. */
  public Position spot(double outward, double angle) {
    double metres = radius * Math.sqrt(outward);
    return new Position(longitude, latitude)
        .moved(metres * StrictMath.cos(angle), metres * StrictMath.sin(angle));
  }
}
