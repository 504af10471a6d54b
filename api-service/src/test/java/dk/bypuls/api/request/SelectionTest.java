package dk.bypuls.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.registry.Town;
import dk.bypuls.api.registry.code.RegistryCode;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Registry;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  private static final String AREAS =
      """
      lateness: P7D
          cells: 100m
          areas:
            - {id: havnstrup-by, name: {da: Byen, en: The town}, places: [havnstrup-torvet]}
            - {id: havnstrup-skov, name: {da: Skoven, en: The wood}}
      """
          .strip();

  private static final Registry TOWN =
      new Registry(
          RegistryCode.read(Town.files(Town.YAML.replace("lateness: P7D", AREAS)), Map.of())
              .declared()
              .values());

  @Test
  void anAreaIsAskedForByItsName() {
    // When
    Selection asked = selection("area", "havnstrup-by,10km_622_56");

    // Then
    assertThat(asked.has("", "", "pm2-5", "havnstrup-by")).isTrue();
    assertThat(asked.has("", "", "pm2-5", "10km_622_56")).isTrue();
    assertThat(asked.has("", "", "pm2-5", "1km_6220_569")).isFalse();
    assertThat(asked.has("havnstrup-torvet", "havnstrup-air-01", "pm2-5", "")).isFalse();
  }

  @Test
  void whatIsAskedOfAPlaceIsOfNoArea() {
    // When
    Selection asked = selection("place", "havnstrup-torvet");

    // Then
    assertThat(asked.has("havnstrup-torvet", "havnstrup-air-01", "pm2-5", "")).isTrue();
    assertThat(asked.has("", "", "pm2-5", "havnstrup-by")).isFalse();
    assertThat(Selection.ALL.has("", "", "pm2-5", "havnstrup-by")).isTrue();
  }

  @Test
  void whatRemainsAndWhatIsEmptyMayBeAskedFor() {
    assertThat(selection("area", "havnstrup-air-rest").areas())
        .containsExactly("havnstrup-air-rest");
    assertThat(selection("area", "havnstrup-skov").areas()).containsExactly("havnstrup-skov");
  }

  @Test
  void refusesAnAreaThatTheDatasetHasNot() {
    assertThatThrownBy(() -> selection("area", "havnstrup-skoven"))
        .hasMessageContaining("havnstrup-skov");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1234,56.1234,10.1234,56.1234",
        "10,56,11,57",
        "-190,-90,370,90",
        "-0, 0, 180, 90"
      })
  void aBoxHasThePlacesInItAndOnItsBorder(String box) {
    // When
    Selection asked = selection("bbox", box);

    // Then
    assertThat(asked.places()).contains("havnstrup-torvet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.3,56.1,10.1,56.2",
        "10.1,56.2,10.3,56.1",
        "10.1,56.1,10.3",
        "10.1,56.1,0,10.3,56.2,0",
        "10.1,56.1,10.3,560.2",
        "NaN,56.1,10.3,56.2",
        "-Infinity,56.1,Infinity,56.2",
        "0x1p3,56.1,10.3,56.2",
        "10.1d,56.1,10.3,56.2",
        "10.1 56.1 10.3 56.2"
      })
  void refusesWhatIsNoBoxAndSaysHowOneIsWritten(String box) {
    assertThatThrownBy(() -> selection("bbox", box))
        .hasMessageContaining("west,south,east,north in degrees");
  }

  private static Selection selection(String name, String value) {
    Dataset air = TOWN.dataset("havnstrup-air").orElseThrow();
    return Selection.of(
        Parameters.of(MultiMap.caseInsensitiveMultiMap().add(name, value), Selection.PARAMETERS),
        new Catalogue(TOWN, 1, Map.of()),
        List.of(air));
  }
}
