package dk.bypuls.api.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.DatasetChange;
import dk.bypuls.events.registry.DatasetChange.Alteration;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TermsChangesTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void keepsWhatChangedOfAPublicDataset() {
    // When
    List<DatasetChange> changes =
        TermsChanges.between(
            registry(Stage.PUBLIC, "CC-BY-4.0", 1, "pm10"),
            registry(Stage.PUBLIC, "CC0-1.0", 15, "pm2-5", "pm10"),
            NOON);

    // Then
    assertThat(changes)
        .containsExactly(
            new DatasetChange(
                "lille-set.1793534400000",
                "lille-set",
                NOON,
                List.of(
                    new Alteration(DatasetChange.LICENCE, List.of("CC-BY-4.0"), List.of("CC0-1.0")),
                    new Alteration(
                        DatasetChange.QUANTITIES, List.of("pm10"), List.of("pm10", "pm2-5")),
                    new Alteration(
                        DatasetChange.RESOLUTIONS,
                        List.of("PT1M", "PT15M", "PT1H", "P1D", "P1M"),
                        List.of("PT15M", "PT1H", "P1D", "P1M")))));
  }

  @Test
  void keepsNothingOfWhatNobodyCouldOrCanSee() {
    for (Stage stage : List.of(Stage.APPROVED, Stage.PILOT, Stage.WITHDRAWN)) {
      assertThat(between(stage, Stage.PUBLIC)).as(stage + " before").isEmpty();
      assertThat(between(Stage.PUBLIC, stage)).as(stage + " after").isEmpty();
      assertThat(between(stage, stage)).as(stage + " always").isEmpty();
    }
    assertThat(between(Stage.PUBLIC, Stage.DEPRECATED)).hasSize(1);
  }

  @Test
  void keepsNothingWhereNothingIsAnother() {
    Registry same = registry(Stage.PUBLIC, "CC-BY-4.0", 1, "pm10");
    assertThat(TermsChanges.between(same, same, NOON)).isEmpty();
  }

  private static List<DatasetChange> between(Stage before, Stage after) {
    return TermsChanges.between(
        registry(before, "CC-BY-4.0", 1, "pm10"), registry(after, "CC0-1.0", 1, "pm10"), NOON);
  }

  private static Registry registry(Stage stage, String licence, int minutes, String... tells) {
    Profile profile =
        new Profile(
            "lille-profile",
            "lille",
            new Profile.Product("Maker", "One"),
            Duration.ofMinutes(minutes),
            null,
            List.of());
    return new Registry(List.of(profile, dataset(stage, licence, List.of(tells))));
  }

  private static Dataset dataset(Stage stage, @Nullable String licence, List<String> quantities) {
    return new Dataset(
        "lille-set",
        "lille",
        new Text("Et sæt", "A set"),
        null,
        PrivacyClass.OPEN,
        List.of("lille-profile"),
        List.of(),
        quantities,
        "Owner",
        "owner@lille.example",
        new Text("Formål", "Purpose"),
        "Law",
        licence,
        Period.ofYears(2),
        Duration.ofDays(7),
        new Dataset.Publication(
            "R.",
            LocalDate.of(2026, 1, 1),
            "2026-1",
            "Assessed",
            "None",
            Instant.EPOCH,
            new Standing(stage, NOON, NOON, null, null)));
  }
}
