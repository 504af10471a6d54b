package dk.bypuls.aggregator.stream;

import static dk.bypuls.aggregator.stream.TestStream.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.PrivacyClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  private static final String HASH = "4611686018427387905";

  /** One that no registry would take: even then nothing comes of the hash. */
  private static final Registry TOWN =
      new Town()
          .profile("lille-counter", Duration.ofMinutes(10))
          .sensor("lille-a", "lille-counter", Town.at("lille-torv"))
          .dataset(
              "lille-open",
              PrivacyClass.OPEN,
              "lille-counter",
              Duration.ofDays(7),
              Instant.EPOCH,
              "contributor",
              "air-temperature")
          .registry();

  private final TestStream stream;

  IdentityTest(@TempDir Path state) {
    stream = new TestStream(state, TOWN);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void makesNothingOfAHash() {
    // Given a hash in time, one too late and one ahead
    Instant now = at("2026-06-01T10:01:00Z");
    stream.reading(now, "lille-a", "contributor", HASH, now);
    stream.reading(now, "lille-a", "contributor", HASH, now.minus(Duration.ofDays(30)));
    stream.reading(now, "lille-a", "contributor", HASH, now.plus(Duration.ofDays(2)));

    // When
    stream.tick(at("2026-06-03T10:15:10Z"));

    // Then
    assertThat(stream.exactWindows()).isEmpty();
    assertThat(stream.windows()).isEmpty();
    assertThat(stream.live()).isEmpty();
    assertThat(stream.latest()).isEmpty();
    assertThat(stream.quarantined()).isEmpty();
    assertThat(stream.deviceStatus().toString()).doesNotContain(HASH);
    assertThat(stream.count("bypuls.aggregator.readings", "outcome", "identity")).isEqualTo(2);
    assertThat(stream.count("bypuls.aggregator.readings", "outcome", "identity-late")).isEqualTo(1);
  }
}
