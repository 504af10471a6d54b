package dk.bypuls.simulator.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TownTest {
  private static final String ID = "[a-z0-9-]{1,64}";

  @Test
  void hasFourHundredSensorsOfTwelveKindsInManyPlaces() {
    // When
    Town town = Town.of(1);

    // Then
    assertThat(town.devices()).hasSize(400);
    assertThat(town.devices()).extracting(Device::kind).contains(Kind.values());
    assertThat(town.places()).hasSizeBetween(120, 180);
    assertThat(town.places())
        .extracting(Place::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches(ID));
    assertThat(town.devices())
        .extracting(Device::sensor)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches(ID));
    assertThat(town.devices())
        .extracting(Device::devEui)
        .doesNotHaveDuplicates()
        .allMatch(eui -> eui.matches("[0-9a-f]{16}"));
    assertThat(town.devices()).extracting(Device::place).allMatch(town.places()::contains);
  }

  @Test
  void liesOnItsFictionalCoast() {
    // When
    Town town = Town.of(1);

    // Then
    assertThat(town.places())
        .allSatisfy(
            place -> {
              assertThat(place.position().longitude()).isBetween(10.18, 10.27);
              assertThat(place.position().latitude()).isBetween(55.92, 55.99);
            });
    assertThat(town.places()).extracting(Place::position).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    // When
    Town town = Town.of(7);

    // Then
    assertThat(town.places()).isEqualTo(Town.of(7).places());
    assertThat(town.devices()).extracting(Device::devEui).isEqualTo(euis(Town.of(7)));
    assertThat(town.devices()).extracting(Device::devEui).isNotEqualTo(euis(Town.of(8)));
  }

  @Test
  void keepsTheProportionsOfItsKindsInAnySize() {
    // When
    Town small = Town.of(1, 40, Set.of(Kind.values()));
    Town large = Town.of(1, 4000, Set.of(Kind.values()));
    Town rainy = Town.of(1, 25, EnumSet.of(Kind.RAIN));

    // Then
    assertThat(small.devices()).hasSize(40);
    assertThat(large.devices()).hasSize(4000).filteredOn(d -> d.kind() == Kind.METER).hasSize(900);
    assertThat(rainy.devices()).hasSize(25).allMatch(device -> device.kind() == Kind.RAIN);
    assertThatThrownBy(() -> Town.of(1, 0, Set.of(Kind.AIR))).hasMessageContaining("20000");
  }

  @Test
  void eachFrameHasItsTimeAndEachTimeItsFrame() {
    // Given
    Device device = Town.of(1).devices().get(0);

    // When
    long time = device.timeOf(4711);

    // Then
    assertThat(device.frameFrom(time)).isEqualTo(4711);
    assertThat(device.frameFrom(time + 1)).isEqualTo(4712);
    assertThat(device.frameFrom(0)).isZero();
  }

  private static List<String> euis(Town town) {
    return town.devices().stream().map(Device::devEui).toList();
  }
}
