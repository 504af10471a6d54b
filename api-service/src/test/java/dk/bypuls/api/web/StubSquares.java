package dk.bypuls.api.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.StringJoiner;

/** A dataset about people: told of squares of 250 metres, protected in every second of them. */
final class StubSquares {

  static final int COUNT = 8;
  private static final String DATASET = "havnstrup-parking";
  private static final double SIDE = 0.004;

  private StubSquares() {}

  /** Has the city tell of parking in squares and not in places. */
  static void of(StubCity city) {
    StringJoiner squares =
        new StringJoiner(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}");
    StringJoiner windows =
        new StringJoiner(",", "{\"dataset\":\"" + DATASET + "\",\"windows\":[", "],\"next\":null}");
    squares.add(square("10km_622_57", 10.1, 0.2));
    for (int i = 0; i < COUNT; i++) {
      squares.add(square(id(i), 10.19 + i * SIDE, SIDE));
      windows.add(
          window(
              id(i),
              i % 2 == 0
                  ? "\"status\":\"suppressed\",\"reason\":\"protected\""
                  : "\"status\":\"complete\",\"last\":" + (20 + i)));
    }
    windows.add(window("10km_622_57", "\"status\":\"complete\",\"last\":900"));
    city.say(
        "/v1/datasets/" + DATASET + "/places",
        exchange -> StubCity.Answer.json(squares.toString()));
    city.say(
        "/v1/datasets/" + DATASET + "/latest",
        exchange -> StubCity.Answer.json(windows.toString()));
  }

  private static String id(int index) {
    return "250m_62230" + index + "_57450";
  }

  private static String square(String id, double west, double side) {
    double south = 56.105;
    double north = south + side / 1.8;
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"id\":\"%1$s\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%5$f,%2$f],[%3$f,%2$f],[%3$f,%4$f],[%5$f,%4$f],[%5$f,%2$f]]]},\"properties\":{\"area\":\"%1$s\"}}",
        id,
        south,
        west + side,
        north,
        west);
  }

  private static String window(String area, String told) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
    return "{\"dataset\":\"%s\",\"area\":\"%s\",\"quantity\":\"parking-free\",\"unit\":\"{vehicles}\",\"resolution\":\"PT15M\",\"start\":\"%s\",\"end\":\"%s\",\"revision\":0,\"publishedAt\":\"%s\",%s}"
        .formatted(DATASET, area, start, start.plus(15, ChronoUnit.MINUTES), Instant.now(), told);
  }
}
