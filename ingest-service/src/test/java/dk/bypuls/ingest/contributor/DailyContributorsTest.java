package dk.bypuls.ingest.contributor;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Origin;
import dk.bypuls.events.vocabulary.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyContributorsTest {

  private static final Duration AHEAD = Duration.ofMinutes(15);
  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");

  // The local day ends at 23:00 UTC in winter.
  private static final Instant OVER = Instant.parse("2026-11-22T01:00:00Z");
  private static final String MAC = "daa119001b2c";

  private final Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  DailyContributorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private DailyContributors instance() {
    return new DailyContributors(folder, AHEAD, now::get);
  }

  private static OptionalLong hash(DailyContributors instance, Instant observedAt) {
    return instance.hash("havnstrup", Identifier.MAC, MAC, observedAt);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("contributors"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void isTheSameAllDayForAllWhoShareTheFolder() throws IOException {
    // Given
    long first = hash(instance(), NOON).orElseThrow();

    // When
    long other = hash(instance(), Instant.parse("2026-11-20T23:00:00Z")).orElseThrow();

    // Then
    assertThat(other).isEqualTo(first).isNotNegative();
    assertThat(files()).containsExactly("contributors-2026-11-21.key");
    Path file = folder.resolve("contributors/contributors-2026-11-21.key");
    assertThat(file).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isAnotherForEachDayTenantAndKind() {
    // Given
    DailyContributors instance = instance();
    Set<Long> hashes = new HashSet<>();
    hashes.add(hash(instance, NOON).orElseThrow());

    // When
    hashes.add(instance.hash("nabostrup", Identifier.MAC, MAC, NOON).orElseThrow());
    hashes.add(instance.hash("havnstrup", Identifier.PLATE, MAC, NOON).orElseThrow());
    now.set(OVER.minusSeconds(1));
    hashes.add(hash(instance, OVER.minusSeconds(1)).orElseThrow());

    // Then
    assertThat(hashes).hasSize(4);
  }

  @Test
  void hashesOfTwoDaysAreUnrelated() {
    // Given
    now.set(OVER.minusSeconds(1));
    DailyContributors instance = instance();

    // When
    long same =
        IntStream.range(0, 1_000)
            .map(
                i ->
                    63
                        - Long.bitCount(
                            bits(instance, i, NOON) ^ bits(instance, i, OVER.minusSeconds(1))))
            .asLongStream()
            .sum();

    // Then: half of the bits agree, as of any two coins
    assertThat(same).isBetween(30_500L, 32_500L);
  }

  private static long bits(DailyContributors instance, int i, Instant at) {
    return instance.hash("havnstrup", Identifier.MAC, "device" + i, at).orElseThrow();
  }

  @Test
  void hasNoKeyForADayThatIsOverOrFarAhead() throws IOException {
    // Given
    DailyContributors instance = instance();
    Instant tomorrow = Instant.parse("2026-11-21T23:00:00Z");

    // When
    OptionalLong early = hash(instance, tomorrow);
    now.set(tomorrow.minus(AHEAD));
    OptionalLong soon = hash(instance, tomorrow);
    now.set(OVER.minusSeconds(1));
    OptionalLong late = hash(instance, NOON);
    now.set(OVER);
    OptionalLong over = hash(instance, NOON);

    // Then
    assertThat(List.of(early.isPresent(), soon.isPresent())).containsExactly(false, true);
    assertThat(List.of(late.isPresent(), over.isPresent())).containsExactly(true, false);
    assertThat(instance.hidden("havnstrup", new Origin(1, 2), NOON)).isNull();
  }

  @Test
  void erasesTheKeyTwoHoursAfterItsDay() throws IOException {
    // Given
    DailyContributors instance = instance();
    hash(instance, NOON);
    now.set(OVER.minusSeconds(1));
    assertThat(instance.erase()).isEmpty();

    // When
    now.set(OVER);
    List<LocalDate> erased = instance.erase();

    // Then: it does not come back, and another instance makes none either
    assertThat(erased).containsExactly(LocalDate.parse("2026-11-21"));
    assertThat(hash(instance, NOON)).isEmpty();
    assertThat(hash(instance(), NOON)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsNothingOfAKeyInMemoryOnceItIsErased() throws IOException {
    // Given a key, of which the test itself keeps no more than the opposite of its bits
    DailyContributors instance = instance();
    hash(instance, NOON);
    byte[] opposite =
        opposite(Files.readAllBytes(folder.resolve("contributors/contributors-2026-11-21.key")));
    assertThat(Heap.has(opposite, folder.resolve("before.hprof"))).isTrue();

    // When
    now.set(OVER);
    instance.erase();

    // Then
    assertThat(Heap.has(opposite, folder.resolve("after.hprof"))).isFalse();
    assertThat(hash(instance, NOON)).isEmpty();
  }

  private static byte[] opposite(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return bytes;
  }

  @Test
  void hidesAnOriginAndKeepsCopiesAlike() {
    // Given
    Origin origin = Origin.ofMessage("a", "1");

    // When
    Origin hidden = instance().hidden("havnstrup", origin, NOON);

    // Then
    assertThat(hidden)
        .isNotEqualTo(origin)
        .isEqualTo(instance().hidden("havnstrup", origin, NOON))
        .isNotEqualTo(instance().hidden("havnstrup", Origin.ofMessage("a", "2"), NOON));
  }
}
