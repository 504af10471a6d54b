package dk.bypuls.api.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dk.bypuls.events.WindowJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | IDENTITY",
        "identity | IDENTITY",
        "gzip, deflate, br | GZIP",
        "gzip, deflate, br, zstd | ZSTD",
        "zstd;q=0.5, gzip | GZIP",
        "zstd;q=0, gzip;q=0.1 | GZIP",
        "* | GZIP",
        "gzip;q=0 | IDENTITY",
        "gzip;q=0, * | IDENTITY",
        "*;q=0 | IDENTITY",
        "identity, gzip;q=0.5 | IDENTITY",
        "identity;q=0.5, gzip | GZIP",
        "identity, gzip | GZIP",
        "GZIP; q=0.8, zstd;q=0.1 | GZIP"
      })
  void isTheOneThatTheClientLikesBest(String header, Encoding expected) {
    assertThat(Encoding.of(header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | false",
        "identity | false",
        "gzip, deflate, br, zstd | true",
        "deflate | false",
        "deflate, gzip;q=0.5 | false",
        "deflate;q=0.5, gzip;q=0.5 | true",
        "gzip;q=0 | false",
        "gzip;q=0, * | false",
        "* | true",
        "*, deflate | false",
        "*;q=0 | false"
      })
  void isGzipWhereTheServerWouldChooseIt(String header, boolean expected) {
    assertThat(Encoding.isGzipByServer(header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void isUnpackedToTheTextThatWasPackedInPieces(Encoding encoding) throws Exception {
    // Given more than a piece
    PublishedWindow window = RowsOfAir.published();
    List<PublishedWindow> rows = Collections.nCopies(1000, window);
    TextBody body =
        new TextBody(new WindowsText(Format.NDJSON, "air", false, rows.iterator(), null), encoding);

    // When
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int pieces = 0;
    while (!body.isFinished()) {
      packed.write(body.next());
      pieces++;
    }
    body.close();

    // Then
    String line = WindowJson.write(window.window(), window.publishedAt());
    assertThat(unpacked(encoding, packed.toByteArray()).lines()).hasSize(1000).containsOnly(line);
    assertThat(pieces).isGreaterThan(1);
  }

  private static String unpacked(Encoding encoding, byte[] bytes) throws Exception {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try (InputStream out =
        switch (encoding) {
          case IDENTITY, GZIP_BY_SERVER -> in;
          case GZIP -> new GZIPInputStream(in);
          case ZSTD -> new ZstdInputStream(in);
        }) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
