package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetPathTest {

  @Test
  void tellsTheDatasetAndWhatIsBelow() {
    // When
    DatasetPath path = DatasetPath.of("/v1/datasets/noise/files/2026-11.csv/");

    // Then
    assertThat(path).isEqualTo(new DatasetPath("noise", "files/2026-11.csv"));
    assertThat(path.kind()).isEqualTo("files");
    assertThat(DatasetPath.of("/v1/datasets/noise/latest").kind()).isEqualTo("latest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/live",
        "/v1/datasets",
        "/v1/datasets/",
        "/v1/datasets/noise",
        "/v1/datasets/noise/",
        "/v2/datasets/noise/latest"
      })
  void isNoneElsewhere(String path) {
    assertThat(DatasetPath.of(path)).isNull();
  }
}
