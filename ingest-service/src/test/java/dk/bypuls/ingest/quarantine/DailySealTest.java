package dk.bypuls.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.ingest.intake.Seal.SealException;
import dk.bypuls.ingest.intake.Seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailySealTest {

  private static final Instant AT = Instant.parse("2026-11-21T23:59:59Z");
  private static final byte[] ORIGINAL = "an original".getBytes(StandardCharsets.UTF_8);

  private Path parent;

  @BeforeEach
  void takeFolder(@TempDir Path temporary) {
    parent = temporary;
  }

  private DailyKeys keys() {
    return new DailyKeys(parent.resolve("keys"), Duration.ofDays(30));
  }

  @Test
  void opensWhatItSealedForTheSameSourceOnly() throws Exception {
    // Given
    DailySeal seal = new DailySeal(keys());

    // When
    Sealed sealed = seal.seal("havnstrup", "havnstrup-http", ORIGINAL, AT);

    // Then
    assertThat(sealed.key()).isEqualTo("2026-11-21");
    assertThat(new DailySeal(keys()).open("havnstrup", "havnstrup-http", sealed))
        .isEqualTo(ORIGINAL);
    assertThatThrownBy(() -> seal.open("havnstrup", "havnstrup-other", sealed))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void sealsTheSameTwiceDifferently() {
    // Given
    DailySeal seal = new DailySeal(keys());

    // When
    Sealed first = seal.seal("havnstrup", "havnstrup-http", ORIGINAL, AT);

    // Then
    assertThat(seal.seal("havnstrup", "havnstrup-http", ORIGINAL, AT).bytes())
        .isNotEqualTo(first.bytes());
  }

  @Test
  void hashesADeviceTheSameWithinADayOnly() {
    // Given
    DailySeal seal = new DailySeal(keys());

    // When
    String hash = seal.hashOf("havnstrup", "havnstrup-http", "device", AT);

    // Then
    assertThat(hash)
        .hasSize(32)
        .isEqualTo(seal.hashOf("havnstrup", "havnstrup-http", "device", AT));
    assertThat(seal.hashOf("havnstrup", "havnstrup-http", "device", AT.plusSeconds(1)))
        .isNotEqualTo(hash);
  }

  @Test
  void makesOneKeyForAllInstances() throws Exception {
    // When
    Set<List<Byte>> made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 32)
        .parallel()
        .forEach(
            instance -> {
              byte[] key = keys().of(LocalDate.of(2026, 11, 21));
              made.add(IntStream.range(0, key.length).mapToObj(i -> key[i]).toList());
            });

    // Then
    assertThat(made).hasSize(1);
    Path folder = parent.resolve("keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void erasesKeysWhenTheirQuarantineIsOver() throws Exception {
    // Given
    DailyKeys keys = keys();
    keys.of(LocalDate.of(2026, 10, 20));
    keys.of(LocalDate.of(2026, 10, 21));

    // When
    List<LocalDate> erased = keys.eraseBefore(LocalDate.of(2026, 11, 21));

    // Then
    assertThat(erased).containsExactly(LocalDate.of(2026, 10, 20));
    assertThat(parent.resolve("keys/quarantine-2026-10-20.key")).doesNotExist();
    assertThat(parent.resolve("keys/quarantine-2026-10-21.key")).exists();
  }

  @Test
  void saysWhenThereCanBeNoKey() throws Exception {
    // Given
    Files.writeString(parent.resolve("keys"), "a file in the way");

    // When
    DailySeal seal = new DailySeal(keys());

    // Then
    assertThatThrownBy(() -> seal.seal("havnstrup", "havnstrup-http", ORIGINAL, AT))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("key folder");
  }
}
