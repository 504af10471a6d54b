package dk.bypuls.events.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecallTest {

  private static final Instant DECIDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-10T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-10T11:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-11T08:00:00Z");

  @Test
  void takesBackWhateverHasAPartInIt() {
    Registry registry = new Registry(List.of(dataset(DECIDED), recall(TEN, ELEVEN)));

    assertThat(releases(registry, Resolution.PT1H, TEN)).isFalse();
    assertThat(releases(registry, Resolution.PT1M, ELEVEN.minusSeconds(60))).isFalse();
    // By its day or its month, less the other hours, the hour could be had again (I5).
    assertThat(releases(registry, Resolution.P1D, TEN)).isFalse();
    assertThat(releases(registry, Resolution.P1M, TEN)).isFalse();
  }

  @Test
  void leavesWhatIsBesideIt() {
    Registry registry = new Registry(List.of(dataset(DECIDED), recall(TEN, ELEVEN)));

    assertThat(releases(registry, Resolution.PT1M, TEN.minusSeconds(60))).isTrue();
    assertThat(releases(registry, Resolution.PT1M, ELEVEN)).isTrue();
    assertThat(releases(registry, Resolution.P1D, NOW)).isTrue();
    assertThat(registry.isRecalled("havnstrup-water", TEN, ELEVEN)).isFalse();
  }

  @Test
  void withoutAnEndItLastsUntilItIsDecidedAnew() {
    Instant anew = Instant.parse("2026-04-01T00:00:00Z");
    Registry before = new Registry(List.of(dataset(DECIDED), recall(TEN, null)));
    Registry after = new Registry(List.of(dataset(anew), recall(TEN, null)));

    assertThat(releases(before, Resolution.PT1H, TEN)).isFalse();
    assertThat(releases(before, Resolution.PT1H, anew)).isFalse();
    assertThat(releases(before, Resolution.PT1H, DECIDED)).isTrue();
    assertThat(releases(after, Resolution.PT1H, anew)).isTrue();
    assertThat(releases(after, Resolution.PT1H, TEN)).isFalse();
    assertThat(after.isRecalled("havnstrup-air", TEN, ELEVEN)).isTrue();
  }

  @Test
  void saysWhetherAnotherWouldTakeBackMore() {
    Recall hour = recall(TEN, ELEVEN);
    Recall open = recall(null, null);
    Dataset.Publication old = dataset(DECIDED).publication();

    assertThat(hour.saysAll(TEN, ELEVEN, old)).isTrue();
    assertThat(hour.saysAll(TEN, ELEVEN.plusSeconds(1), old)).isFalse();
    assertThat(hour.saysAll(TEN, null, old)).isFalse();
    assertThat(open.saysAll(null, null, old)).isTrue();
    assertThat(open.saysAll(TEN, ELEVEN, old)).isTrue();
    assertThat(open.saysAll(null, null, dataset(NOW.plusSeconds(1)).publication())).isFalse();
  }

  private static boolean releases(Registry registry, Resolution resolution, Instant within) {
    Resolution.Span span = resolution.spanAt(within);
    return registry.releases(
        registry.dataset("havnstrup-air").orElseThrow(), span.start(), span.end());
  }

  private static Recall recall(@Nullable Instant from, @Nullable Instant to) {
    return new Recall("recall-1", "havnstrup-air", from, to, NOW);
  }

  private static Dataset dataset(Instant publicFrom) {
    return new Dataset(
        "havnstrup-air",
        "havnstrup",
        new Text("Luft", "Air"),
        null,
        PrivacyClass.OPEN,
        List.of("havnstrup-air-quality"),
        List.of(),
        List.of("air-temperature"),
        null,
        null,
        null,
        null,
        null,
        null,
        Dataset.DEFAULT_LATENESS,
        new Dataset.Publication(
            "En fiktiv jurist", LocalDate.of(2026, 1, 1), "2026-1", "Ingen", "Ingen", publicFrom));
  }
}
