package dk.bypuls.api.registry.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.registry.code.DecoderExamples.Example;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Reads the examples of decoders. */
final class ExampleReader {

  /** More prove little and keep an apply waiting. */
  static final int MOST = 50;

  private static final int LARGEST_PORT = 255;

  private ExampleReader() {}

  static List<Example> examples(Entry decoder) {
    List<Entry> entries = decoder.parts("examples", Part.EXAMPLE);
    if (entries.size() > MOST) {
      decoder.wrong("examples", "a decoder has at most " + MOST + " examples");
    }
    return entries.stream().map(ExampleReader::example).toList();
  }

  private static Example example(Entry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("port", entry.optionalValue("port", 1, text -> Scalars.whole(text, 0, LARGEST_PORT)));
    json.put("bytes", entry.value("bytes", "", ExampleReader::hex));
    if (entry.has("at")) {
      json.put("at", entry.value("at", "", ExampleReader::instant));
    }
    if (entry.has("data") == entry.has("error")) {
      entry.missing("data", "an example has either data, the fields that come out, or error");
    } else if (entry.has("data")) {
      json.set("data", entry.json("data"));
    } else {
      json.set("error", error(entry));
    }
    return new Example(entry.spot(), json);
  }

  private static JsonNode error(Entry entry) {
    JsonNode error = entry.json("error");
    if (!error.isTextual() && !error.equals(JsonNodeFactory.instance.booleanNode(true))) {
      entry.wrong("error", "error: write true for any, or a part of its text");
    }
    return error;
  }

  private static String hex(String text) {
    String digits = text.replaceAll("[\\s:,-]", "");
    try {
      if (HexFormat.of().parseHex(digits).length <= LayoutReader.LONGEST_PAYLOAD) {
        return digits;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "the payload in pairs of hexadecimal digits, such as 016700f0, of at most "
            + LayoutReader.LONGEST_PAYLOAD
            + " bytes");
  }

  private static String instant(String text) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an instant, such as 2026-11-21T09:15:00Z", e);
    }
  }
}
