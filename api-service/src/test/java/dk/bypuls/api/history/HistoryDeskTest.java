package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the machine history takes. */
class HistoryDeskTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "5,4", "64,4"})
  void leavesACoreToLiveWhereThereAreTwo(int cores, int workers) {
    assertThat(HistoryDesk.workersOn(cores)).isEqualTo(workers);
  }
}
