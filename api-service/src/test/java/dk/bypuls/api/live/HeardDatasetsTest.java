package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeardDatasetsTest {

  private final List<String> said = new ArrayList<>();
  private final HeardDatasets heard =
      new HeardDatasets(
          dataset -> {
            said.add("+" + dataset);
            return () -> said.add("-" + dataset);
          });

  @Test
  void areCountedOnceFromTheFirstToTheLastThatAsksForThem() {
    // When
    heard.are(Set.of("air"));
    heard.are(Set.of("air", "water"));
    heard.are(Set.of("water"));
    heard.are(Set.of());

    // Then
    assertThat(said).containsExactly("+air", "+water", "-air", "-water");
  }
}
