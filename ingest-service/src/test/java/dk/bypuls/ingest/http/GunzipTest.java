package dk.bypuls.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {

  private static final int MOST = 1_000_000;

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** With everything that a header may have: a text, a name, a comment and a checksum. */
  private static byte[] withLongHeader(byte[] plain) {
    byte[] packed = gzip(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("1f8b081e0000000000ff"));
    out.writeBytes(HexFormat.of().parseHex("0400aabb00cc"));
    out.writeBytes("rows.csv\0".getBytes(UTF_8));
    out.writeBytes("of a logger\0".getBytes(UTF_8));
    out.writeBytes(new byte[] {1, 2});
    out.write(packed, 10, packed.length - 10);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] unpacked(byte[] packed, int step, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Gunzip gunzip = new Gunzip()) {
      byte[] into = new byte[piece];
      for (int at = 0; at < packed.length; at += step) {
        gunzip.feed(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + step)));
        int length = gunzip.read(into, 0);
        while (length > 0 && out.size() < MOST) {
          out.write(into, 0, length);
          length = gunzip.read(into, 0);
        }
        if (length > 0) {
          return out.toByteArray();
        }
      }
      gunzip.requireWhole();
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000, 1_000_000})
  void unpacksHoweverItArrives(int step) throws IOException {
    // Given
    byte[] plain = new byte[100_000];
    new Random(1).nextBytes(plain);
    Arrays.fill(plain, 20_000, 80_000, (byte) 'x');
    byte[] packed = joined(withLongHeader(plain), joined(gzip(new byte[0]), gzip(plain)));

    // When
    byte[] found = unpacked(packed, step, 4_096);

    // Then
    assertThat(found).isEqualTo(joined(plain, plain));
    assertThat(Gunzip.all(packed, plain.length * 2)).isEqualTo(found);
    assertThat(Gunzip.all(packed, plain.length * 2 - 1)).isNull();
  }

  @Test
  void refusesWhatIsNoGzipOrNotWhole() {
    byte[] packed = gzip("a;b\n1;2\n".getBytes(UTF_8));
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> unpacked(cut, 100, 100)).isInstanceOf(IOException.class);
    }
    for (int at : new int[] {0, 1, 2, 11, packed.length - 8, packed.length - 1}) {
      byte[] broken = packed.clone();
      broken[at] ^= 0x55;
      assertThatThrownBy(() -> unpacked(broken, 100, 100)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> unpacked(joined(packed, new byte[] {'x'}), 100, 100))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpacked(joined(packed, new byte[20]), 100, 100))
        .hasMessageContaining("does not begin as gzip");
  }

  /** The same, whether it arrives at once or byte by byte, and no other mistake than is told. */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void unpacksTheSameInAnySteps(byte[] packed) {
    if (!Arrays.equals(tried(packed, Math.max(1, packed.length)), tried(packed, 1))) {
      throw new AssertionError("it depends on how it arrives");
    }
  }

  private static byte[] tried(byte[] packed, int step) {
    try {
      return unpacked(packed, step, 8_192);
    } catch (IOException expected) {
      return new byte[] {-1};
    }
  }

  static Stream<Arguments> seeds() {
    byte[] plain = "a;b\n1;2\n1;2\n1;2\n".getBytes(UTF_8);
    return Stream.of(gzip(plain), withLongHeader(plain), joined(gzip(plain), gzip(plain)))
        .map(packed -> Arguments.of((Object) packed));
  }
}
