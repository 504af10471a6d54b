package dk.bypuls.ingest.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.decoder.PayloadDecoders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A decoder is held against its examples before anyone registers it. */
class ExampleAnswersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCRIPT =
      "function decodeUplink(input) {"
          + " if (input.fPort !== 2) return {errors: ['unknown port ' + input.fPort]};"
          + " return {data: {level: input.bytes[0] / 10, list: [1, NaN], at: input.recvTime}}; }";

  private static PayloadDecoders decoders;
  private static ExampleAnswers answers;

  @BeforeAll
  static void start() {
    decoders = new PayloadDecoders(Defaults.settings().decoder(), new SimpleMeterRegistry());
    answers =
        new ExampleAnswers(decoders, InstantSource.fixed(Instant.parse("2026-11-21T09:15:31Z")));
  }

  @AfterAll
  static void stop() {
    decoders.close();
  }

  private static JsonNode results(String decoder, String examples) throws IOException {
    JsonNode told =
        answers.examples(
            JSON.readTree("{\"decoder\":%s,\"examples\":[%s]}".formatted(decoder, examples)));
    OperatorContract.check("/operator/examples", told);
    return told.path("results");
  }

  private static String script() throws IOException {
    return "{\"script\":{\"text\":%s}}".formatted(JSON.writeValueAsString(SCRIPT));
  }

  @Test
  void saysWhichExamplesHold() throws IOException {
    // When
    JsonNode results =
        results(
            script(),
            """
            {"port":2,"bytes":"0a","data":{"level":1.0,"list":[1,null],"at":"2026-11-21T09:15:31.000Z"}},
            {"port":2,"bytes":"0a","at":"2026-01-01T00:00:00Z","data":{"level":1.1,"list":[1],"more":true}},
            {"port":3,"bytes":"0a","error":true},
            {"port":3,"bytes":"0a","error":"unknown port 3"},
            {"port":3,"bytes":"0a","error":"too short"},
            {"port":3,"bytes":"0a","data":{}},
            {"port":2,"bytes":"","error":true}
            """);

    // Then
    assertThat(results.findValuesAsText("holds"))
        .containsExactly("true", "false", "true", "true", "false", "false", "false");
    assertThat(results.get(1).path("differences"))
        .extracting(JsonNode::textValue)
        .containsExactly(
            "/level: expected 1.1, made 1",
            "/more: expected true, made nothing",
            "/at: expected nothing, made \"2026-01-01T00:00:00.000Z\"");
    assertThat(results.get(5).path("differences").get(0).textValue())
        .endsWith("decodeUplink reported an error (unknown port 3)");
  }

  @Test
  void triesLayoutsToo() throws IOException {
    // When
    JsonNode results =
        results("{\"format\":\"cayenne-lpp\"}", "{\"bytes\":\"016700f0\",\"data\":{\"x\":1}}");

    // Then
    assertThat(results.get(0).path("differences")).hasSize(2);
  }

  @Test
  void refusesWhatIsNoDecoderOrNoExample() {
    for (String[] wrong :
        new String[][] {
          {"{}", "{\"bytes\":\"00\"}"},
          {"7", "{\"bytes\":\"00\"}"},
          {"{\"format\":\"cayenne-lpp\"}", "{\"bytes\":\"0\"}"},
          {"{\"format\":\"cayenne-lpp\"}", "{\"bytes\":\"00\",\"at\":\"today\"}"},
          {"{\"format\":\"cayenne-lpp\"}", ""},
        }) {
      assertThatThrownBy(() -> results(wrong[0], wrong[1]))
          .isInstanceOf(NotAnsweredException.class);
    }
  }
}
