package dk.bypuls.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant SUNSET = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void tellsWhatUsersOfADatasetMustKnowTheNewestFirst() {
    // When
    List<Notice> notices = notices(standing(Stage.DEPRECATED, NOON));

    // Then
    assertThat(notices)
        .extracting(Notice::id)
        .containsExactly(
            "urn:bypuls:notice:lille-set:deprecated:1793534460",
            "urn:bypuls:notice:lille-set:recalled:1793534401000",
            "urn:bypuls:notice:lille-set:published:1793534400");
    assertThat(notices.get(0).text().en()).isEqualTo("It ends at 2027-01-01T00:00:00Z.");
  }

  @Test
  void tellsOfWhatIsWithdrawnThatItIsAndNothingElse() {
    assertThat(notices(standing(Stage.WITHDRAWN, NOON)))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.WITHDRAWN);
  }

  @Test
  void saysNothingOfWhatNobodyMayKnowOf() {
    assertThat(notices(standing(Stage.APPROVED, null))).isEmpty();
    assertThat(notices(standing(Stage.PILOT, null))).isEmpty();
    assertThat(notices(standing(Stage.WITHDRAWN, null))).isEmpty();
  }

  @Test
  void writesThemAsXmlThatAnyTitleFitsInto() {
    // When
    String feed =
        AtomFeed.of("urn:x", "https://a.example", "/x", notices(standing(Stage.PUBLIC, NOON)));

    // Then
    assertThat(feed)
        .contains("<updated>2026-11-01T12:00:01Z</updated>")
        .contains("<title>Et &lt;b&gt; &amp; sæt: offentliggjort · A set: published</title>")
        .contains("<link href=\"https://a.example/v1/datasets/lille-set\"/>")
        .doesNotContain("R.");
  }

  private static List<Notice> notices(Standing standing) {
    Recall recall = new Recall("job", "lille-set", NOON, SUNSET, NOON.plusSeconds(1));
    return Notices.of(new Catalogue(new Registry(List.of(dataset(standing), recall)), 1, Map.of()));
  }

  private static Standing standing(Stage stage, @Nullable Instant publicSince) {
    return new Standing(stage, NOON.plusSeconds(60), publicSince, SUNSET, null);
  }

  private static Dataset dataset(Standing standing) {
    return new Dataset(
        "lille-set",
        "lille",
        new Text("Et <b> & sæt", "A set"),
        null,
        PrivacyClass.OPEN,
        List.of("lille-profile"),
        List.of(),
        List.of("pm10"),
        "Owner",
        "owner@lille.example",
        new Text("Formål", "Purpose"),
        "Law",
        "CC-BY-4.0",
        Period.ofYears(2),
        Duration.ofDays(7),
        new Dataset.Publication(
            "R.", LocalDate.of(2026, 1, 1), "2026-1", "Assessed", "None", Instant.EPOCH, standing));
  }
}
