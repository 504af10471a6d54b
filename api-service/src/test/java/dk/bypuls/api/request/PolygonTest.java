package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Text;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolygonTest {

  @Test
  void whatIsInItIsWhatAnotherImplementationSays() {
    // Given stars around a point: no two of their sides cross
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      int corners = 3 + random.nextInt(30);
      Path2D expected = new Path2D.Double();
      List<String> written = new ArrayList<>();
      for (int i = 0; i < corners; i++) {
        double angle = 2 * Math.PI * i / corners;
        double distance = 0.1 + random.nextDouble();
        double longitude = rounded(10 + distance * Math.cos(angle));
        double latitude = rounded(56 + distance * Math.sin(angle));
        written.add(longitude + " " + latitude);
        if (i == 0) {
          expected.moveTo(longitude, latitude);
        } else {
          expected.lineTo(longitude, latitude);
        }
      }
      expected.closePath();
      if (random.nextBoolean()) {
        Collections.reverse(written);
      }

      // When
      Polygon polygon = Polygon.parse(String.join(",", written));

      // Then
      for (int i = 0; i < 50; i++) {
        double longitude = 9 + 2 * random.nextDouble();
        double latitude = 55 + 2 * random.nextDouble();
        assertThat(polygon.contains(place(longitude, latitude)))
            .isEqualTo(expected.contains(longitude, latitude));
      }
    }
  }

  @Test
  void itsFirstCornerMayBeSaidAgain() {
    assertThat(Polygon.parse("10 56, 11 56, 10 57, 10 56").contains(place(10.2, 56.2))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 56,11 56",
        "10 56,11 56,10 56",
        "10 56,11 57,11 56,10 57",
        "10 56,12 56,11 56,11 57",
        "10 56,10 56,11 57",
        "0 0,4 0,4 4,2 0,0 4",
        "10,56,11,57",
        "10 56,11 56,10 91",
        "10 56,11 56,NaN 57",
        ""
      })
  void refusesWhatHasNoInside(String written) {
    assertThatThrownBy(() -> Polygon.parse(written)).isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesMoreCornersThanAnyoneDraws() {
    // Given
    String written =
        IntStream.rangeClosed(0, Polygon.MOST_POINTS)
            .mapToObj(i -> String.format(Locale.ROOT, "%.4f 56", 10 + i / 1000.0))
            .collect(Collectors.joining(","));

    // When
    assertThatThrownBy(() -> Polygon.parse(written))

        // Then
        .hasMessageContaining("at most 200");
  }

  @Test
  void whatIsSaidAgainIsNoCornerMore() {
    // Given
    List<String> corners =
        IntStream.range(0, Polygon.MOST_POINTS)
            .mapToObj(i -> 2 * Math.PI * i / Polygon.MOST_POINTS)
            .map(angle -> rounded(10 + Math.cos(angle)) + " " + rounded(56 + Math.sin(angle)))
            .collect(Collectors.toCollection(ArrayList::new));
    corners.add(corners.get(0));

    // When
    Polygon polygon = Polygon.parse(String.join(",", corners));

    // Then
    assertThat(polygon.contains(place(10.2, 56.2))).isTrue();
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }

  private static Place place(double longitude, double latitude) {
    return new Place("p", "t", new Text("p", "p"), longitude, latitude);
  }
}
