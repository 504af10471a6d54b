package dk.bypuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.bench.IdleBenchmark.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleBenchmarkTest {

  @Test
  void readsTheTimesOfAProcessWithItsEndedChildren() {
    // Given
    String line =
        "412 (postgres: a) b) S 400 412 412 0 -1 4194560 99 98 97 96 10 20 3 4 20 0 1 0 5";

    // When
    ProcessStat stat = ProcessStat.parse(line);

    // Then
    assertThat(stat).isEqualTo(new ProcessStat(412, 400, 37));
  }

  @Test
  void tellsTheShareOfOneCore() {
    // Given
    Map<String, Long> before = Map.of("kafka", 1_000L);
    Map<String, Long> after = Map.of("kafka", 1_090L);

    // When
    Map<String, Part> parts = IdleBenchmark.parts(60, before, after, Map.of());

    // Then
    assertThat(parts).containsOnly(Map.entry("kafka", new Part(1.5, ProcessMemory.NONE)));
  }

  @Test
  void writesOneLineOfJson() {
    // Given
    Part kafka = new Part(1.234, new ProcessMemory(2_048, 1_024));

    // When
    String json = IdleBenchmark.json(60.01, Map.of("kafka", kafka), kafka);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"bench\":\"idle\",\"seconds\":60,\"percentOfCore\":1.23,\"pssMegabytes\":1,"
                + "\"rssMegabytes\":2,\"parts\":{\"kafka\":{\"percentOfCore\":1.23,"
                + "\"pssMegabytes\":1,\"rssMegabytes\":2}}}");
  }
}
