package dk.bypuls.events.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.bypuls.events.grid.GridCell.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTreeTest {

  /** The example of the documentation of kvadratnet, a tool of the mapping agency's. */
  private static final Utm32 EXAMPLE = new Utm32(575_620.5, 6_223_790.1);

  @ParameterizedTest
  @CsvSource({
    "M100, 100m_62237_5756",
    "M250, 250m_622375_57550",
    "KM1, 1km_6223_575",
    "KM10, 10km_622_57"
  })
  void squaresHaveTheirOfficialNames(Size size, String name) {
    GridCell cell = GridCell.at(size, EXAMPLE);

    assertThat(cell.name()).isEqualTo(name);
    assertThat(GridCell.named(name)).contains(cell);
  }

  @ParameterizedTest
  @CsvSource({"100m_622375_57550", "250m_622374_57550", "1km_6223", "2km_6223_575", "1KM_6223_575"})
  void whatIsNoNameOfASquareIsNotRead(String name) {
    assertThat(GridCell.named(name)).isEmpty();
  }

  @Test
  void squaresNest() {
    assertThat(GridTree.M100.at(12, 55))
        .extracting(GridCell::name)
        .containsExactly("10km_609_69", "1km_6098_691", "100m_60989_6918");
    assertThat(GridTree.M250.at(12, 55))
        .extracting(GridCell::name)
        .containsExactly("10km_609_69", "1km_6098_691", "250m_609875_69175");
  }

  @Test
  void thereIsNoSquareFarAway() {
    assertThat(GridTree.M100.at(2.35, 48.85)).isEmpty();
    assertThat(GridTree.M100.at(55, 12)).isEmpty();
  }

  @Test
  void aTreeIsCalledByItsSmallestSquares() {
    assertThat(GridTree.find("250m")).contains(GridTree.M250);
    assertThat(GridTree.find("1km")).isEmpty();
  }

  @Test
  void anOutlineGoesRoundTheSquareAndBack() {
    // Given
    GridCell square = GridCell.named("250m_622375_57550").orElseThrow();

    // When
    List<Utm32.Position> outline = square.outline();

    // Then its corners are those of the square, from the south-west, against the clock
    assertThat(outline).hasSize(5).startsWith(outline.get(4));
    assertThat(outline.get(1).longitude()).isGreaterThan(outline.get(0).longitude());
    assertThat(outline.get(2).latitude()).isGreaterThan(outline.get(1).latitude());
    Utm32 corner = Utm32.of(outline.get(2).longitude(), outline.get(2).latitude());
    assertThat(corner.easting()).isCloseTo(square.east() + 250.0, within(0.001));
    assertThat(corner.northing()).isCloseTo(square.north() + 250.0, within(0.001));
  }
}
