package dk.bypuls.events.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.grid.GridCell.Size;
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
}
