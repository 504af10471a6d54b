package dk.bypuls.api.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.request.Parameters;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | JSON",
        "*/* | JSON",
        "application/* | JSON",
        "text/* | CSV",
        "text/csv | CSV",
        "Text/CSV; header=present | CSV",
        "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | JSON",
        "text/csv, application/json | CSV",
        "text/csv;q=0.1, application/json | JSON",
        "application/json; q=0.5, application/x-ndjson; q=0.9 | NDJSON",
        "*/*;q=0.1, application/vnd.apache.parquet | PARQUET",
        "*/*, text/csv;q=0.5 | JSON",
        "application/json;q=0, */* | NDJSON"
      })
  void isTheOneThatTheClientLikesBest(String accept, Format expected) {
    assertThat(format(accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/json;q=0", "application/j", ","})
  void refusesWhatNoneIsOfAndSaysWhichThereAre(String accept) {
    assertThatThrownBy(() -> format(accept))
        .hasMessageContaining("application/json, application/x-ndjson, text/csv");
  }

  @Test
  void whatIsNotOfferedHereIsNotChosen() {
    // When
    Format chosen =
        Format.of(
            asked(MultiMap.caseInsensitiveMultiMap()),
            "application/geo+json, text/csv;q=0.2",
            Format.USUAL);

    // Then
    assertThat(chosen).isEqualTo(Format.CSV);
  }

  @Test
  void theParameterGoesBeforeTheHeader() {
    // When
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("format", "ndjson");

    // Then
    assertThat(Format.of(asked(values), "text/csv", Format.ALL)).isEqualTo(Format.NDJSON);
  }

  private static Format format(String accept) {
    return Format.of(asked(MultiMap.caseInsensitiveMultiMap()), accept, Format.ALL);
  }

  private static Parameters asked(MultiMap values) {
    return Parameters.of(values, List.of("format"));
  }
}
