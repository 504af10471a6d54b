package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.local.Launch.Wishes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CitySettingsTest {
  private static final Instant BORN = Instant.parse("2026-11-01T12:00:00Z");

  private final Path folder;
  private final CityFolder city;

  CitySettingsTest(@TempDir Path folder) {
    this.folder = folder;
    this.city = new CityFolder(folder);
  }

  @Test
  void readsWhatWasWritten() {
    // Given
    CitySettings settings = new CitySettings(Ports.from(21000), true, BORN);

    // When
    settings.write(city);

    // Then
    assertThat(CitySettings.read(city)).contains(settings);
  }

  @Test
  void knowsOfNoCityInAnEmptyFolder() {
    assertThat(CitySettings.read(city)).isEmpty();
  }

  @Test
  void keepsPortsAndBirthOfTheFormerStart() {
    // Given
    new CitySettings(Ports.from(21000), false, BORN).write(city);

    // When
    CitySettings again = Launch.settings(city, new Wishes(null, true));

    // Then
    assertThat(again).isEqualTo(new CitySettings(Ports.from(21000), true, BORN));
  }

  @Test
  void givesACityFromBeforeTheMqttFeedAPortForIt() throws Exception {
    // Given
    new CitySettings(Ports.from(21000), true, BORN).write(city);
    Path file = folder.resolve("city.properties");
    Files.write(
        file,
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("mqtt-feed")).toList());

    // When
    var settings = CitySettings.read(city);

    // Then
    assertThat(settings).contains(new CitySettings(Ports.from(21000), true, BORN));
  }

  @Test
  void saysWhichLineOfTheFileIsUnusable() throws Exception {
    Files.writeString(folder.resolve("city.properties"), "api.port=many\n");
    assertThatThrownBy(() -> CitySettings.read(city)).hasMessageContaining("api.port");
  }

  @Test
  void makesSecretsThatOnlyTheirOwnerReads() throws Exception {
    // When
    new City(city, new CitySettings(Ports.DEFAULT, true, BORN), Checkout.find(), line -> {})
        .writeSecrets();

    // Then
    assertThat(permissions("admin-token")).isEqualTo("rw-------");
    assertThat(permissions("secrets")).isEqualTo("rwx------");
    assertThat(permissions("keys")).isEqualTo("rwx------");
    assertThat(permissions("secrets/operator-token")).isEqualTo("rw-------");
    assertThat(permissions("secrets/credentials.properties")).isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("secrets/credentials.properties")))
        .startsWith("city.username=ingest\ncity.password=");
  }

  private String permissions(String name) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
