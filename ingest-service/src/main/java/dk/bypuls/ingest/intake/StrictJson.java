package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads JSON to the letter, within limits, and keeps every digit of its numbers. */
public final class StrictJson {

  private final ObjectReader reader;

  public StrictJson(IntakeSettings settings) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits(settings))
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);
  }

  /** How much of a document is read, in whatever encoding. */
  public static StreamReadConstraints limits(IntakeSettings settings) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(settings.nestingDepth())
        .maxNumberLength(settings.numberLength())
        .maxStringLength(settings.bodyBytes())
        .maxNameLength(settings.nameLength())
        .maxDocumentLength(settings.bodyBytes())
        .build();
  }

  /**
   * The document in these bytes.
   *
   * @throws Rejection if they are no JSON, or more of it than is allowed
   */
  public JsonNode parse(byte[] body) throws Rejection {
    try {
      JsonNode document = reader.readTree(body);
      if (document.isMissingNode()) {
        throw Rejection.undecodable("the body is empty");
      }
      return document;
    } catch (StreamConstraintsException e) {
      throw Rejection.undecodable("the JSON goes past a limit" + where(e));
    } catch (JsonProcessingException e) {
      throw Rejection.undecodable("the body is no JSON, or repeats a key" + where(e));
    } catch (NumberFormatException e) {
      // Jackson lets it through as this: a mistake of the sender, not of ours.
      throw Rejection.undecodable("the exponent of a number is beyond all measure");
    } catch (IOException e) {
      throw Rejection.undecodable("the body is no UTF-8");
    }
  }

  // The exception's own text repeats what the sender wrote.
  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
