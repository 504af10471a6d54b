package dk.bypuls.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.events.codec.UnreadableEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old bytes stay readable: every form of event that was ever released is kept as a file and read
 * again.
 *
 * <p>A changed form is a new file beside the old one, never a rewritten one. {@code
 * -Dbypuls.golden.write=true} writes the files that are not there yet.
 */
class GoldenEventsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<String> names() {
    return Samples.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void oldBytesAreReadAsTheEventTheyWere(String name) throws IOException {
    // Given
    Samples.Sample<?> sample = Samples.named(name);
    Path file = GOLDEN.resolve(name + ".bin");
    if (Boolean.getBoolean("bypuls.golden.write") && Files.notExists(file)) {
      Files.write(file, sample.encode());
    }

    // When
    Object read = sample.decode(Files.readAllBytes(file));

    // Then
    assertThat(read).isEqualTo(sample.event());
  }

  @ParameterizedTest
  @MethodSource("names")
  void todaysBytesAreStillTheReleasedOnes(String name) throws IOException {
    byte[] written = Samples.named(name).encode();

    assertThat(written).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bin")));
  }

  @Test
  void everyGoldenFileIsRead() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".bin", "")))
          .containsExactlyInAnyOrderElementsOf(Samples.all().keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void cutBytesAreRefusedOrRead(String name) {
    Samples.Sample<?> sample = Samples.named(name);
    byte[] whole = sample.encode();
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);

    assertThatThrownBy(() -> sample.decode(cut)).isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void aFieldOfANewerWriterIsPassedOver() {
    // Given a tick with a field 15 that this version does not know
    byte[] newer = {0x12, 0x05, 0x0a, 0x01, 'x', 0x78, 0x01};

    // When
    Object read = Topics.READINGS.codec().decode(newer);

    // Then
    assertThat(read).isEqualTo(new Tick("x"));
  }
}
