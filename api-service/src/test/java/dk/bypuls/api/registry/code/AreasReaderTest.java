package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.Area;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreasReaderTest {

  private static final String SOUND =
      """
      cells: 250m
          areas:
            - {id: havnstrup-by, name: {da: Byen, en: The town}, places: [havnstrup-havnen]}
            - {id: havnstrup-midtby, name: {da: Midten, en: The centre}, places: [havnstrup-torvet], within: havnstrup-by}
      """
          .strip();

  @Test
  void readsSquaresAndNamedAreas() {
    // When
    Intent intent = RegistryCode.read(Town.files(with(SOUND)), Map.of());

    // Then
    Dataset air =
        (Dataset) intent.declared().get(new EntityKey(EntityKind.DATASET, "havnstrup-air"));
    assertThat(air.cells()).isEqualTo("250m");
    assertThat(air.areas())
        .containsExactly(
            new Area(
                "havnstrup-by", new Text("Byen", "The town"), List.of("havnstrup-havnen"), null),
            new Area(
                "havnstrup-midtby",
                new Text("Midten", "The centre"),
                List.of("havnstrup-torvet"),
                "havnstrup-by"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250m                   | 500m                    | cells: 500m is no size of squares; write 100m or 250m
          id: havnstrup-midtby   | id: midtby              | the id midtby must begin with its tenant's: write havnstrup-midtby
          id: havnstrup-midtby   | id: havnstrup-by        | the area havnstrup-by is there twice; keep one
          id: havnstrup-midtby   | id: havnstrup-by-rest   | an area's id does not end with -rest: that is what remains of an area beside those within it
          [havnstrup-torvet]     | [havnstrup-havnen]      | havnstrup-havnen is in havnstrup-by already; a place is in one area, and through it in those that it is within
          [havnstrup-torvet]     | [havnstrup-torv]        | there is no place havnstrup-torv, neither in these files nor registered; did you mean havnstrup-torvet?
          within: havnstrup-by   | within: havnstrup-bye   | this dataset has no area havnstrup-bye; did you mean havnstrup-by?
          [havnstrup-havnen]     | [havnstrup-havnen], within: havnstrup-midtby | havnstrup-by would be within itself
          within:                | inside:                 | an area has no key inside
          """)
  void saysWhatIsWrong(String sound, String wrong, String message) {
    assertThat(SOUND).contains(sound);
    assertThat(findings(with(SOUND.replace(sound, wrong))))
        .extracting(Finding::message)
        .anyMatch(said -> said.startsWith(message));
  }

  @Test
  void aPlaceOfAnAreaIsNotWithdrawn() {
    // Given
    var registered = RegistryCode.read(Town.files(with(SOUND)), Map.of()).declared();

    // When
    var refused =
        catchThrowableOfType(
            RefusedFilesException.class,
            () ->
                RegistryCode.read(
                    Town.files("withdraw:\n  - place: havnstrup-torvet\n"),
                    Map.copyOf(registered)));

    // Then
    assertThat(refused.findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("is still used by")
        .contains("havnstrup-air");
  }

  private static String with(String areas) {
    return Town.YAML.replace("lateness: P7D", "lateness: P7D\n    " + areas);
  }

  private static List<Finding> findings(String yaml) {
    RefusedFilesException refused =
        catchThrowableOfType(
            RefusedFilesException.class, () -> RegistryCode.read(Town.files(yaml), Map.of()));
    return refused == null ? List.of() : refused.findings();
  }
}
