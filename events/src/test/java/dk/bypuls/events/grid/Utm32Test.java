package dk.bypuls.events.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utm32Test {

  /**
   * 12° E, 55° N is the example of PROJ and of Rust Geodesy; the second was published to the metre
   * with five decimals of a degree, by a man with a balcony in Sønderborg; the third is the origin.
   */
  @ParameterizedTest
  @CsvSource({
    "12, 55, 691875.63214, 6098907.82501, 0.0001",
    "9.78635, 54.90788, 550416, 6084824, 1",
    "9, 0, 500000, 0, 0.0001"
  })
  void agreesWithPublishedPositions(
      double longitude, double latitude, double easting, double northing, double tolerance) {
    Utm32 position = Utm32.of(longitude, latitude);

    assertThat(position.easting()).isCloseTo(easting, within(tolerance));
    assertThat(position.northing()).isCloseTo(northing, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"8.08, 55.56", "10.58, 57.74", "11.97, 54.57", "15.15, 55.06", "9, 56"})
  void findsTheWayBack(double longitude, double latitude) {
    Utm32.Position position = Utm32.of(longitude, latitude).position();

    // A billionth of a degree is a tenth of a millimetre.
    assertThat(position.longitude()).isCloseTo(longitude, within(1e-9));
    assertThat(position.latitude()).isCloseTo(latitude, within(1e-9));
  }

  /**
   * A tenth of a millimetre is lost by the fifth order, also on Bornholm, far from the meridian.
   */
  @ParameterizedTest
  @CsvSource({"8.08, 55.56", "10.58, 57.74", "11.97, 54.57", "15.15, 55.06"})
  void distancesAreThoseOfTheEllipsoid(double longitude, double latitude) {
    // Given a step of a second of arc to the north, and how long that is on the ellipsoid
    double step = 1 / 3600.0;
    double sine = Math.sin(Math.toRadians(latitude + step / 2));
    double flattening = 1 / 298.257222101;
    double squared = flattening * (2 - flattening);
    double meridian =
        6_378_137 * (1 - squared) / Math.pow(1 - squared * sine * sine, 1.5) * Math.toRadians(step);

    // When
    Utm32 from = Utm32.of(longitude, latitude);
    Utm32 to = Utm32.of(longitude, latitude + step);

    // Then it is drawn longer by the scale at that distance from the meridian
    double away = ((from.easting() + to.easting()) / 2 - 500_000) / 0.9996;
    double radius = 6_386_000;
    double scale = 0.9996 * Math.cosh(away / radius);
    double drawn = Math.hypot(to.easting() - from.easting(), to.northing() - from.northing());
    assertThat(drawn / meridian).isCloseTo(scale, within(2e-6));
  }
}
