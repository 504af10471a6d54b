package dk.bypuls.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.Grain;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Noise;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people are told of how they are protected follows from the policy itself (B5). */
class PrivacyPageTest {

  private static final Rules PASSAGES =
      new Rules(
          GroupUnit.PASSAGE,
          20,
          500,
          new Noise(Ratio.of(1, 2), 1),
          5,
          null,
          Duration.ofMinutes(1),
          Set.of("bicycle-count"),
          false,
          null);

  private static final Rules DEVICES =
      new Rules(
          GroupUnit.HASH,
          10,
          500,
          new Noise(Ratio.of(1, 2), 1),
          1,
          null,
          Duration.ofMinutes(1),
          Set.of(),
          false,
          new Daily(Ratio.of(4, 1), 8));

  private static final Rules HOUSEHOLDS =
      new Rules(
          GroupUnit.HOUSEHOLD,
          10,
          250,
          new Noise(Ratio.of(1, 1), 80_000),
          1,
          null,
          Duration.ofHours(3),
          Set.of(),
          false,
          new Daily(Ratio.of(1, 1), 1));

  @Test
  void saysInDanishAndEnglishHowACrowdIsProtected() {
    String page = PrivacyPage.of(dataset(PrivacyClass.CROWD, "people-count", PASSAGES));

    assertThat(page)
        .contains("<html lang=\"da\">", "<section lang=\"en\">")
        .contains("mindst 15 minutter", "no shorter than 15 minutes")
        .contains("færre end 20 passager", "fewer than 20 passages")
        .contains("højst 1,6 gange så sandsynligt med én passage mere", "(ε = 1/2)")
        .contains("Tallene oplyses 1 minut efter", "told 1 minute after")
        .contains("afrundet til 5 {people}", "Oplyses ikke: bicycle-count.")
        .contains("gemmes i 2 år", "kept for 2 years")
        .contains("Rest &lt;b&gt; &amp; more");
  }

  @Test
  void saysWhatAHouseholdCountsForAtMost() {
    String page = PrivacyPage.of(dataset(PrivacyClass.HOUSEHOLD, "electricity-amount", HOUSEHOLDS));

    assertThat(page)
        .contains("højst med 80 kW.h pr. tal", "at most ε = 1 is told in a day")
        .contains("med en bestemt husstand som uden", "3 timer efter", "mindst 1 døgn");
  }

  @Test
  void saysHowDistinctDevicesAreCounted() {
    String page = PrivacyPage.of(dataset(PrivacyClass.CROWD, "contributor", DEVICES));

    assertThat(page)
        .contains("Forskellige enheder.", "Distinct devices.")
        .contains("færre end 10 forskellige enheder", "fewer than 10 distinct devices")
        .contains("med en bestemt enhed som uden", "with a certain device as without (ε = 1/2)")
        .contains("i højst 8 tal på et døgn", "at most ε = 4 is told in a day")
        .contains("to timer efter midnat", "erased two hours after midnight")
        .contains("ikke antallet af forskellige enheder", "not how many distinct devices")
        .contains("tælles som flere", "counts as several")
        .doesNotContain("husstand", "household");
  }

  @Test
  void openFiguresAreShownAsTheyAre() {
    String page = PrivacyPage.of(dataset(PrivacyClass.OPEN, "air-temperature", null));

    assertThat(page).contains("vises, som de er målt").doesNotContain("støj", "ε =");
  }

  @Test
  void neverPromisesTooMuch() {
    for (String page :
        List.of(
            PrivacyPage.of(dataset(PrivacyClass.CROWD, "people-count", PASSAGES)),
            PrivacyPage.of(dataset(PrivacyClass.CROWD, "contributor", DEVICES)),
            PrivacyPage.of(dataset(PrivacyClass.HOUSEHOLD, "electricity-amount", HOUSEHOLDS)))) {
      assertThat(page.toLowerCase(Locale.ROOT))
          .doesNotContain("anonym")
          .contains("ikke en garanti", "no guarantee");
    }
  }

  private static Dataset dataset(
      PrivacyClass privacyClass, String quantity, @Nullable Rules rules) {
    Grain grain =
        new Grain(
            "lille-set/areas",
            99,
            privacyClass == PrivacyClass.HOUSEHOLD ? Resolution.P1D : Resolution.PT15M);
    return new Dataset(
        "lille-set",
        "lille",
        new Text("Et sæt", "A set"),
        null,
        privacyClass,
        List.of("lille-profile"),
        List.of(),
        List.of(quantity),
        "Owner",
        "owner@lille.example",
        new Text("Formål", "Purpose"),
        "Law",
        "CC-BY-4.0",
        Period.ofYears(2),
        Duration.ofDays(7),
        new Dataset.Publication(
            "R", LocalDate.of(2026, 1, 1), "2026-1", "Assessed", "Rest <b> & more", Instant.EPOCH),
        null,
        null,
        rules == null ? null : List.of(new Policy("lille-set", 1, Instant.EPOCH, grain, rules)));
  }
}
