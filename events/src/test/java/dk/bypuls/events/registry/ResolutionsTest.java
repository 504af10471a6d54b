package dk.bypuls.events.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Samples;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolutionsTest {

  @Test
  void noneIsFinerThanTheIntervalOfTheReadings() {
    assertThat(Resolutions.notFinerThan(Duration.ofSeconds(10)))
        .containsExactly(
            Resolution.PT1M, Resolution.PT15M, Resolution.PT1H, Resolution.P1D, Resolution.P1M);
    assertThat(Resolutions.notFinerThan(Duration.ofMinutes(15)))
        .containsExactly(Resolution.PT15M, Resolution.PT1H, Resolution.P1D, Resolution.P1M);
    assertThat(Resolutions.notFinerThan(Duration.ofDays(7))).containsExactly(Resolution.P1M);
    assertThat(Resolutions.notFinerThan(Duration.ofDays(90))).isEmpty();
    assertThat(Resolutions.notFinerThan(null)).isEqualTo(Resolutions.MADE);
  }

  @Test
  void aDatasetHasThoseOfItsQuickestSensors() {
    assertThat(of(Duration.ofMinutes(15), Duration.ofHours(1)))
        .containsExactly(Resolution.PT15M, Resolution.PT1H, Resolution.P1D, Resolution.P1M);
  }

  @Test
  void aDatasetWithASensorThatSpeaksWhenSomethingHappensHasAll() {
    assertThat(of(Duration.ofMinutes(15), null)).isEqualTo(Resolutions.MADE);
  }

  /** Of a dataset with one sensor by its profile, and one by its id. */
  private static List<Resolution> of(@Nullable Duration byProfile, @Nullable Duration byId) {
    Dataset sample = Samples.dataset();
    Sensor sensor = Samples.sensor();
    Sensor other =
        new Sensor(
            "havnstrup-other",
            sensor.tenant(),
            sensor.sources(),
            "other",
            "havnstrup-slow",
            sensor.placements());
    Dataset dataset =
        new Dataset(
            sample.id(),
            sample.tenant(),
            sample.title(),
            null,
            sample.privacyClass(),
            List.of("havnstrup-quick"),
            List.of(other.id()),
            sample.quantities(),
            null,
            null,
            null,
            null,
            null,
            null,
            sample.lateness(),
            null);
    Registry registry =
        new Registry(
            List.of(
                profile("havnstrup-quick", byProfile),
                profile("havnstrup-slow", byId),
                other,
                dataset));
    return Resolutions.of(dataset, registry);
  }

  private static Profile profile(String id, @Nullable Duration interval) {
    return new Profile(
        id, "havnstrup", new Profile.Product("Nordsensor", "A"), interval, null, List.of());
  }
}
