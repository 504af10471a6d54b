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

  private static Selection selection(String name, String value) {
    Dataset air = TOWN.dataset("havnstrup-air").orElseThrow();
    return Selection.of(
        Parameters.of(MultiMap.caseInsensitiveMultiMap().add(name, value), Selection.PARAMETERS),
        new Catalogue(TOWN, 1, Map.of()),
        List.of(air));
  }
}
