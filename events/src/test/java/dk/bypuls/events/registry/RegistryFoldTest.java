package dk.bypuls.events.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Samples;
import dk.bypuls.events.registry.RegistryRecord.Applied;
import dk.bypuls.events.registry.RegistryRecord.Changed;
import dk.bypuls.events.vocabulary.PrivacyClass;
import dk.bypuls.events.vocabulary.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFoldTest {

  private final RegistryFold fold = new RegistryFold();

  @Test
  void anApplyTakesEffectAsAWhole() {
    // Given
    fold.accept(changed(1, 1, 1, Samples.sensor()));
    fold.accept(changed(1, 1, 1, Samples.dataset()));
    assertThat(fold.registry().sensors()).isEmpty();

    // When
    boolean isNew = fold.accept(new Applied(1, 1));

    // Then
    assertThat(isNew).isTrue();
    assertThat(fold.registry().sensors()).containsExactly(Samples.sensor());
    assertThat(fold.registry().datasetsOf(Samples.sensor(), Quantities.of("pm2-5")))
        .containsExactly(Samples.dataset());
    assertThat(fold.registry().datasetsOf(Samples.sensor(), Quantities.of("pm10"))).isEmpty();
    assertThat(fold.registry().sensorOf("havnstrup-lorawan", "a84041000181c061"))
        .contains(Samples.sensor());
  }

  @Test
  void anOlderVersionChangesNothing() {
    // Given
    Tenant newer = new Tenant("havnstrup", new Text("Ny", "New"), null, true);
    fold.accept(changed(1, 2, 2, newer));
    fold.accept(new Applied(1, 2));

    // When a relay that crashed tells an old change again
    fold.accept(changed(1, 1, 1, Samples.tenant()));
    fold.accept(new Applied(1, 2));

    // Then
    assertThat(fold.registry().tenants()).containsExactly(newer);
  }

  @Test
  void whatIsWithdrawnIsGone() {
    // Given
    fold.accept(changed(1, 1, 1, Samples.tenant()));
    fold.accept(new Applied(1, 1));

    // When
    fold.accept(new Changed(1, 2, EntityKind.TENANT, "havnstrup", 2, null));
    fold.accept(new Applied(1, 2));

    // Then
    assertThat(fold.registry().tenants()).isEmpty();
  }

  @Test
  void aDatabaseThatStartsAnewReplacesEverything() {
    // Given
    fold.accept(changed(1, 9, 9, Samples.tenant()));
    fold.accept(changed(1, 9, 9, Samples.sensor()));
    fold.accept(new Applied(1, 9));

    // When
    fold.accept(changed(2, 1, 1, Samples.tenant()));
    fold.accept(new Applied(2, 1));

    // Then
    assertThat(fold.registry().tenants()).containsExactly(Samples.tenant());
    assertThat(fold.registry().sensors()).isEmpty();
    assertThat(fold.accept(new Applied(1, 10))).isFalse();
  }

  @Test
  void aStampIsThatOfTheApplyThatChangedAnEntityLast() {
    // Given
    Dataset dataset = Samples.dataset();
    fold.accept(changed(7, 1, 1, dataset));
    fold.accept(changed(7, 1, 1, Samples.tenant()));
    fold.accept(new Applied(7, 1));
    assertThat(fold.stamps(EntityKind.DATASET)).containsExactly(Map.entry(dataset.id(), "7.1"));

    // When
    fold.accept(changed(7, 3, 2, dataset));
    assertThat(fold.stamps(EntityKind.DATASET)).containsValue("7.1");
    fold.accept(new Applied(7, 3));

    // Then
    assertThat(fold.stamps(EntityKind.DATASET)).containsExactly(Map.entry(dataset.id(), "7.3"));
  }

  @Test
  void aSensorThatMovedIsFoundWhereItStoodThen() {
    Sensor sensor = Samples.sensor();

    assertThat(sensor.placeAt(Instant.parse("2026-03-01T11:00:00.122Z")))
        .isEqualTo("havnstrup-torvet");
    assertThat(sensor.placeAt(Instant.parse("2026-03-01T11:00:00.123Z")))
        .isEqualTo("havnstrup-havnen");
  }

  @Test
  void onlyAnOpenDatasetWithADecisionReleasesAndOnlyFromThenOn() {
    Dataset dataset = Samples.dataset();

    assertThat(dataset.releases(Instant.parse("2026-01-15T00:00:00Z"))).isTrue();
    assertThat(dataset.releases(Instant.parse("2026-01-14T23:59:59Z"))).isFalse();
    for (PrivacyClass privacyClass : PrivacyClass.values()) {
      Dataset other = with(dataset, privacyClass, dataset.quantities());
      assertThat(other.isPublic()).isEqualTo(privacyClass == PrivacyClass.OPEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"people-count", "heat-total", "battery-level", "what-is-invented-later"})
  void aDatasetThatCallsItselfOpenReleasesNothingWhenAQuantityOfItIsNot(String quantity) {
    // When
    Dataset dataset =
        with(Samples.dataset(), PrivacyClass.OPEN, List.of("air-temperature", quantity));

    // Then
    assertThat(dataset.isPublic()).isFalse();
    assertThat(dataset.releases(Instant.parse("2026-01-15T00:00:00Z"))).isFalse();
  }

  private static Dataset with(Dataset dataset, PrivacyClass privacyClass, List<String> quantities) {
    return new Dataset(
        dataset.id(),
        dataset.tenant(),
        dataset.title(),
        dataset.description(),
        privacyClass,
        dataset.profiles(),
        dataset.sensors(),
        quantities,
        dataset.owner(),
        dataset.contact(),
        dataset.purpose(),
        dataset.legalBasis(),
        dataset.licence(),
        dataset.retention(),
        dataset.lateness(),
        dataset.publication());
  }

  private static Changed changed(long epoch, long generation, long version, Entity entity) {
    return new Changed(epoch, generation, EntityKind.of(entity), entity.id(), version, entity);
  }
}
