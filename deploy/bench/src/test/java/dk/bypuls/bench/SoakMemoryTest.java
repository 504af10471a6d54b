package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.bench.SoakMemory.Growth;
import dk.bypuls.bench.SoakMemory.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakMemoryTest {

  @Test
  void doesNotCallAPeakGrowth() {
    // Given
    List<Sample> samples =
        IntStream.range(0, 20).mapToObj(i -> new Sample(i, i == 15 ? 200 : 40, 300, 0)).toList();

    // When
    Growth growth = SoakMemory.growth(samples);

    // Then
    assertThat(growth.isFlat()).isTrue();
  }

  @Test
  void seesALeak() {
    // Given
    List<Sample> samples =
        IntStream.range(0, 20).mapToObj(i -> new Sample(i, 40 + 2 * i, 300, 0)).toList();

    // When
    Growth growth = SoakMemory.growth(samples);

    // Then
    assertThat(growth.isFlat()).isFalse();
  }
}
