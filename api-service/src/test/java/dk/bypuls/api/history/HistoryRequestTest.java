package dk.bypuls.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registry.Town;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.events.registry.Registry;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRequestTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static final Registry TOWN =
      new Registry(RegistryCode.read(Town.files(Town.YAML), Map.of()).declared().values());

  @ParameterizedTest
  @CsvSource({
    "PT15M, 2026-11-19T10:00:00Z",
    "PT1H, 2026-11-19T10:00:00Z",
    // In summer a day begins at another instant.
    "P1D, 2026-10-21T22:00:00Z",
    "P1M, 2024-05-31T22:00:00Z"
  })
  void goesBackFurtherWhereWindowsAreLong(String resolution, Instant from) {
    // Given
    MultiMap values = MultiMap.caseInsensitiveMultiMap().add("resolution", resolution);

    // When
    HistoryQuestion question =
        HistoryRequest.question(
            Parameters.of(values, HistoryRequest.PARAMETERS),
            new Catalogue(TOWN, 1, Map.of()),
            TOWN.dataset("havnstrup-air").orElseThrow(),
            NOW);

    // Then
    assertThat(question.from()).isEqualTo(from);
    assertThat(question.to()).isNull();
  }
}
