package dk.bypuls.ingest.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.PayloadDecoder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codecs in the styles in which vendors write them, each with what it makes of which bytes. */
class VendorCodecsTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Map<String, PayloadDecoder> READY = new HashMap<>();

  private static Decoding decoding;

  @BeforeAll
  static void start() {
    decoding = new Decoding(Map.of());
  }

  @AfterAll
  static void stop() {
    decoding.close();
  }

  private record Vector(String codec, String style, int port, String hex, JsonNode expected) {
    @Override
    public String toString() {
      return codec + " " + port + " " + hex;
    }
  }

  private static Path folder() throws URISyntaxException {
    URL codecs = Objects.requireNonNull(VendorCodecsTest.class.getResource("codecs"));
    return Path.of(codecs.toURI());
  }

  static Stream<Vector> vectors() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> examples =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(examples).hasSizeGreaterThanOrEqualTo(20);
      return examples.stream().flatMap(VendorCodecsTest::vectorsOf);
    }
  }

  private static Stream<Vector> vectorsOf(Path file) {
    try {
      JsonNode examples = JSON.readTree(file.toFile());
      String codec = file.getFileName().toString().replace(".json", "");
      return examples
          .get("vectors")
          .valueStream()
          .map(
              each ->
                  new Vector(
                      codec,
                      examples.get("style").textValue(),
                      each.get("port").intValue(),
                      each.get("hex").textValue(),
                      each.path("object")));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static PayloadDecoder decoder(Vector vector) throws IOException, URISyntaxException {
    PayloadDecoder ready = READY.get(vector.codec);
    if (ready == null) {
      String script = Files.readString(folder().resolve(vector.codec + ".js"));
      ready = decoding.of(vector.style, script);
      READY.put(vector.codec, ready);
    }
    return ready;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodes(Vector vector) throws Exception {
    // Given
    PayloadDecoder decoder = decoder(vector);

    // When
    var call = Decoding.begin(decoder, vector.port, vector.hex);

    // Then: twice, since no call may leave anything to the next
    for (var each : List.of(call, Decoding.begin(decoder, vector.port, vector.hex))) {
      if (vector.expected.isMissingNode()) {
        assertThat(Decoding.rejection(each).reason()).isEqualTo(Reason.DECODER_FAILED);
      } else {
        assertThat(each.join().toString()).isEqualTo(vector.expected.toString());
      }
    }
  }
}
