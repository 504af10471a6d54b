package dk.bypuls.simulator.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.simulator.nature.Chance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreetNetTest {
  private final StreetNet net = new StreetNet(Chance.seeded(1));

  @Test
  void everyCrossingIsReachedFromEveryOther() {
    // Given
    List.of(new Point(0, 0), new Point(100, 0), new Point(2_000, 0), new Point(2_100, 50))
        .forEach(point -> net.add(point, false));

    // When
    net.lay((one, other) -> false);

    // Then
    assertThat(reached(net.crossings().get(0), new HashSet<>())).hasSize(4);
  }

  @Test
  void noStreetPassesAThirdCrossing() {
    // Given
    List.of(new Point(0, 0), new Point(100, 0), new Point(200, 0))
        .forEach(point -> net.add(point, false));

    // When
    net.lay((one, other) -> false);

    // Then
    assertThat(net.streets()).hasSize(2).allMatch(street -> street.length() == 100);
  }

  @Test
  void overWhatLiesBetweenThereIsAWayRoundAtMost() {
    // Given
    Crossing here = net.add(new Point(0, 0), false);
    Crossing there = net.add(new Point(100, 0), false);
    net.add(new Point(50, 80), true);

    // When
    net.lay((one, other) -> !one.bridge() && !other.bridge());

    // Then
    assertThat(net.streets())
        .noneMatch(street -> street.from == here && street.to == there)
        .hasSize(2);
  }

  private static Set<Crossing> reached(Crossing from, Set<Crossing> seen) {
    if (seen.add(from)) {
      from.streets().forEach(street -> reached(street.otherEnd(from), seen));
    }
    return seen;
  }
}
