package dk.bypuls.api.request;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.events.registry.Place;
import java.util.OptionalDouble;

/**
 * The parameter {@code polygon}: an area whose border is straight lines between points, the last of
 * which leads back to the first.
 *
 * <p>Longitude and latitude are taken as they are, as maps draw them. What is on the border may be
 * in or out.
 */
final class Polygon {

  /** More than a drawn outline has, few enough to look at each pair of sides. */
  static final int MOST_POINTS = 200;

  private static final String EXAMPLE =
      "\"polygon\" is longitude and latitude of its corners in degrees, such as"
          + " 10.1 56.1,10.3 56.1,10.2 56.2.";

  private final double[] longitudes;
  private final double[] latitudes;

  private Polygon(int corners) {
    this.longitudes = new double[corners];
    this.latitudes = new double[corners];
  }

  static Polygon parse(String written) {
    String[] points = written.split(",", -1);
    int count =
        points.length > 1 && points[0].strip().equals(points[points.length - 1].strip())
            ? points.length - 1
            : points.length;
    if (count > MOST_POINTS) {
      throw refused(
          "\"polygon\" has %d corners; at most %d are taken. Draw it with fewer."
              .formatted(count, MOST_POINTS));
    }
    if (count < 3) {
      throw refused(EXAMPLE);
    }
    Polygon polygon = new Polygon(count);
    for (int i = 0; i < count; i++) {
      String[] numbers = points[i].strip().split("\\s+", -1);
      polygon.longitudes[i] = degrees(numbers, 0, Degrees.MOST_EAST);
      polygon.latitudes[i] = degrees(numbers, 1, Degrees.MOST_NORTH);
    }
    polygon.refuseCrossings();
    return polygon;
  }

  private static double degrees(String[] numbers, int index, double most) {
    OptionalDouble value =
        numbers.length == 2 ? Degrees.read(numbers[index], most) : OptionalDouble.empty();
    return value.orElseThrow(() -> refused(EXAMPLE));
  }

  /** Its inside would be a matter of taste. */
  private void refuseCrossings() {
    int count = longitudes.length;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        boolean neighbours = j == i + 1 || (i == 0 && j == count - 1);
        if (neighbours ? foldsBack(i, j) : meets(i, j)) {
          throw refused(
              "The sides of \"polygon\" after its corners %d and %d meet. Draw it without crossings."
                  .formatted(i + 1, j + 1));
        }
      }
    }
  }

  /** Whether two sides that share a corner lie on each other, or one of them has no length. */
  private boolean foldsBack(int i, int j) {
    int shared = j == i + 1 ? j : i;
    int before = (shared + longitudes.length - 1) % longitudes.length;
    int after = (shared + 1) % longitudes.length;
    double along =
        (longitudes[before] - longitudes[shared]) * (longitudes[after] - longitudes[shared])
            + (latitudes[before] - latitudes[shared]) * (latitudes[after] - latitudes[shared]);
    boolean noLength =
        longitudes[before] == longitudes[shared] && latitudes[before] == latitudes[shared];
    return noLength || (turn(before, shared, after) == 0 && along >= 0);
  }

  private boolean meets(int i, int j) {
    int afterI = (i + 1) % longitudes.length;
    int afterJ = (j + 1) % longitudes.length;
    int first = turn(i, afterI, j);
    int second = turn(i, afterI, afterJ);
    int third = turn(j, afterJ, i);
    int fourth = turn(j, afterJ, afterI);
    return (first != second && third != fourth)
        || (first == 0 && isBetween(i, afterI, j))
        || (second == 0 && isBetween(i, afterI, afterJ))
        || (third == 0 && isBetween(j, afterJ, i))
        || (fourth == 0 && isBetween(j, afterJ, afterI));
  }

  /** To which side the way from one corner by another to a third turns: -1, 0 or 1. */
  private int turn(int from, int by, int to) {
    double area =
        (longitudes[by] - longitudes[from]) * (latitudes[to] - latitudes[from])
            - (latitudes[by] - latitudes[from]) * (longitudes[to] - longitudes[from]);
    return (int) Math.signum(area);
  }

  private boolean isBetween(int from, int to, int point) {
    return longitudes[point] >= Math.min(longitudes[from], longitudes[to])
        && longitudes[point] <= Math.max(longitudes[from], longitudes[to])
        && latitudes[point] >= Math.min(latitudes[from], latitudes[to])
        && latitudes[point] <= Math.max(latitudes[from], latitudes[to]);
  }

  /** Whether a line from there to the east crosses the border an odd number of times. */
  boolean contains(Place place) {
    boolean inside = false;
    double north = place.latitude();
    for (int i = 0, j = longitudes.length - 1; i < longitudes.length; j = i++) {
      if ((latitudes[i] > north) != (latitudes[j] > north)) {
        double share = (north - latitudes[i]) / (latitudes[j] - latitudes[i]);
        double crossing = longitudes[i] + share * (longitudes[j] - longitudes[i]);
        inside ^= place.longitude() < crossing;
      }
    }
    return inside;
  }

  private static RuntimeException refused(String why) {
    return Problem.badRequest(why).asException();
  }
}
