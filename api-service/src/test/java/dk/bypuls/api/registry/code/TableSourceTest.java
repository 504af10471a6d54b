package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSourceTest {

  private static List<RegistryFile> town(String rest) {
    return Town.files(
        Town.YAML.replace(
            "sources:\n",
            "sources:\n  - {id: havnstrup-archive, tenant: havnstrup, format: csv, "
                + rest
                + "}\n"));
  }

  @Test
  void readsTheColumnsOfATableAndItsFolder() {
    // When
    Intent intent =
        RegistryCode.read(
            town(
                "folder: {}, csv: {device: Måler, time: Tid, timeFormat: dd-MM-yyyy HH:mm, zone:"
                    + " Europe/Copenhagen, separator: tab, decimal: \",\", name: Felt, value: Tal}"),
            Map.of());

    // Then
    Source source =
        (Source) intent.declared().get(new EntityKey(EntityKind.SOURCE, "havnstrup-archive"));
    assertThat(source).isNotNull();
    assertThat(source.folder()).isEqualTo(new Source.Folder(Duration.ofSeconds(10)));
    assertThat(source.csv())
        .isEqualTo(
            new Source.Csv(
                "Måler",
                "Tid",
                null,
                "dd-MM-yyyy HH:mm",
                "Europe/Copenhagen",
                "\t",
                ",",
                "Felt",
                "Tal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http: {}|the format csv needs the key csv",
        "'http: {}, csv: {time: a}'|csv needs the key device",
        "'http: {}, csv: {device: a}'|nothing tells a copy of a row from a new one",
        "'http: {}, csv: {device: a, time: b, name: c}'|name and value go together",
        "'http: {}, csv: {device: a, time: b, decimal: x}'|is neither",
        "'http: {}, csv: {device: a, time: b, separator: xy}'|is no separator",
        "'http: {}, csv: {device: a, time: b, timeFormat: dd-MM-yyyy HH}'|need the key zone",
        "'csv: {device: a, time: b}'|a source needs a way in: mqtt, http, folder or pull",
        "'folder: {settle: soon}, csv: {device: a, time: b}'|is no ISO 8601 duration"
      })
  void tellsWhatIsWrong(String rest, String message) {
    // When
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(town(rest), Map.of()));

    // Then
    assertThat(refused).isNotNull();
    assertThat(refused.findings()).singleElement().asString().contains(message);
  }
}
