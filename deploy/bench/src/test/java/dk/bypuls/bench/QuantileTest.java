package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileTest {

  @Test
  void isTheFigureThatAShareDoesNotExceed() {
    // Given
    List<Integer> figures = IntStream.rangeClosed(1, 200).boxed().toList();

    // When
    double p99 = Quantile.of(figures, 0.99);

    // Then
    assertThat(p99).isEqualTo(198);
    assertThat(Quantile.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Quantile.median(List.of())).isNaN();
  }
}
