package dk.bypuls.api.web;

import java.util.Locale;
import java.util.StringJoiner;

/** The ground below the made-up town, in the shape of a town's base map. */
final class StubGround {

  /** What the pages are told of it. */
  static final String DESCRIBED = "{\"kind\":\"features\",\"features\":\"/basemap/town.geojson\"}";

  private static final double WEST = 10.12;
  private static final double EAST = 10.30;
  private static final double SOUTH = 56.07;
  private static final double NORTH = 56.15;
  private static final int STREETS = 24;

  private StubGround() {}

  static String town() {
    StringJoiner features =
        new StringJoiner(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}");
    features.add(
        feature(
            "\"kind\":\"water\"",
            "Polygon",
            "[[[10.29,56.0],[10.28,56.1],[10.295,56.2],[10.6,56.2],[10.6,56.0],[10.29,56.0]]]"));
    for (int i = 0; i <= STREETS; i++) {
      String rank = i % 6 == 0 ? "main" : i % 2 == 0 ? "street" : "lane";
      String street = "\"kind\":\"street\",\"rank\":\"" + rank + '"';
      double longitude = WEST + (EAST - WEST) * i / STREETS;
      double latitude = SOUTH + (NORTH - SOUTH) * i / STREETS;
      features.add(feature(street, "LineString", line(longitude, SOUTH, longitude, NORTH)));
      features.add(feature(street, "LineString", line(WEST, latitude, EAST, latitude)));
    }
    features.add(
        feature(
            "\"kind\":\"district\",\"da\":\"Midtbyen\",\"en\":\"Town Centre\"",
            "Point",
            "[10.21,56.112]"));
    return features.toString();
  }

  private static String line(double west, double south, double east, double north) {
    return String.format(Locale.ROOT, "[[%.5f,%.5f],[%.5f,%.5f]]", west, south, east, north);
  }

  private static String feature(String properties, String type, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}"
        .formatted(properties, type, coordinates);
  }
}
