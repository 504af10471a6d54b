package dk.bypuls.simulator.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.simulator.town.Place;
import dk.bypuls.simulator.town.Setting;
import dk.bypuls.simulator.town.Town;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseMapTest {
  private static final Town TOWN = Town.of(1);
  private static final String GROUND = BaseMap.of(TOWN);

  @Test
  void theSameSeedMakesTheSameGround() {
    assertThat(BaseMap.of(Town.of(1))).isEqualTo(GROUND);
    assertThat(BaseMap.of(Town.of(2))).isNotEqualTo(GROUND);
  }

  @Test
  void noPlaceStandsInTheSea() {
    // Given
    List<Point> places = TOWN.places().stream().map(place -> Point.of(place.position())).toList();

    // When
    Coast coast = new Coast(places, TOWN.chance().of("base map").of("coast"));

    // Then
    assertThat(places).allSatisfy(place -> assertThat(place.x()).isLessThan(coast.at(place.y())));
  }

  @Test
  void everyStreetPlaceLiesAtAStreetOfItsName() {
    assertThat(TOWN.places().stream().filter(place -> place.setting() == Setting.STREET))
        .allSatisfy(
            place ->
                assertThat(named(place))
                    .contains(String.valueOf(place.position().longitude()))
                    .contains(String.valueOf(place.position().latitude())));
  }

  @Test
  void staysSmallEnoughToSendToAPhone() {
    assertThat(GROUND.length()).isLessThan(250_000);
  }

  private static String named(Place place) {
    return GROUND
        .lines()
        .filter(line -> line.contains("street-name") && line.contains('"' + place.danish() + '"'))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no street is called " + place.danish()));
  }
}
