package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.town.Position;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A collection of features in GeoJSON. The names in it need no escape. */
final class GeoJson {
  private final StringJoiner features =
      new StringJoiner(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n");

  void area(String properties, List<Point> ring) {
    add(properties, "Polygon", '[' + line(ring) + ']');
  }

  void way(String properties, List<Point> line) {
    add(properties, "LineString", line(line));
  }

  void ways(String properties, List<List<Point>> lines) {
    String all = lines.stream().map(GeoJson::line).collect(Collectors.joining(",", "[", "]"));
    add(properties, "MultiLineString", all);
  }

  void spot(String properties, Point point) {
    add(properties, "Point", written(point));
  }

  /** What kind of thing it is. */
  static String kind(String kind) {
    return "\"kind\":\"" + kind + '"';
  }

  static String named(String kind, String danish, String english) {
    return kind(kind) + ",\"da\":\"" + danish + "\",\"en\":\"" + english + '"';
  }

  private void add(String properties, String type, String coordinates) {
    features.add(
        "{\"type\":\"Feature\",\"properties\":{"
            + properties
            + "},\"geometry\":{\"type\":\""
            + type
            + "\",\"coordinates\":"
            + coordinates
            + "}}");
  }

  private static String line(List<Point> points) {
    return points.stream().map(GeoJson::written).collect(Collectors.joining(",", "[", "]"));
  }

  private static String written(Point point) {
    Position position = point.position();
    return String.format(Locale.ROOT, "[%.5f,%.5f]", position.longitude(), position.latitude());
  }

  @Override
  public String toString() {
    return features.toString();
  }
}
