package dk.bypuls.api.submission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The JSON object that somebody sent, of which nothing is trusted. */
public final class Submission {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode fields;

  private Submission(JsonNode fields) {
    this.fields = fields;
  }

  static Submission read(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      if (read != null && read.isObject()) {
        return new Submission(read);
      }
    } catch (IOException unreadable) {
      // Told below.
    }
    throw Problem.badRequest("Send one JSON object. /openapi says what may be in it.")
        .asException();
  }

  /** The same, if it has no other fields than these. */
  public Submission with(List<String> known) {
    fields.fieldNames().forEachRemaining(name -> Parameters.requireKnown("field", name, known));
    return this;
  }

  /** A text that must be there. */
  public String text(String name, int longest) {
    return find(name, longest)
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "\"%s\" is missing. /openapi says what may be sent.".formatted(name))
                    .asException());
  }

  /** A text that may be there. */
  public Optional<String> find(String name, int longest) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.badRequest("\"%s\" is a text.".formatted(name)).asException();
    }
    return Optional.of(PlainText.of(name, value.textValue(), longest));
  }

  /** An object within that may be there. */
  public Optional<Submission> part(String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw Problem.badRequest("\"%s\" is an object.".formatted(name)).asException();
    }
    return Optional.of(new Submission(value));
  }
}
