package dk.bypuls.ingest.personal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.bypuls.events.personal.Found;
import dk.bypuls.events.personal.PersonalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes what is of a person out of an original before it is sealed. */
public final class Redaction {

  private static final ObjectReader JSON =
      JsonMapper.builder(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private static final int HEX = 16;
  private static final int SHORTEST_CODED = 8;
  private static final Pattern COUNTRY = Pattern.compile("^(\\+45|0045)");

  private final Set<String> taken = new HashSet<>();

  private Redaction() {}

  /**
   * The original without what is of a person: the same bytes where nothing is found.
   *
   * @return absent if that something is in it is known, but not that all of it was taken out
   */
  public static byte @Nullable [] of(byte[] original) {
    JsonNode document = parsed(original);
    if (document == null) {
      return isClean(original) ? original : null;
    }
    Redaction redaction = new Redaction();
    JsonNode without = redaction.without("", document);
    if (redaction.taken.isEmpty()) {
      return original;
    }
    String text = without.toString();
    return redaction.isLeft(text, without) ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable JsonNode parsed(byte[] original) {
    try {
      JsonNode document = JSON.readTree(original);
      return document.isMissingNode() ? null : document;
    } catch (IOException | NumberFormatException e) {
      // The second is how an exponent beyond all measure comes through.
      return null;
    }
  }

  // What is no JSON may hold text as bytes of its own, or escaped.
  private static boolean isClean(byte[] original) {
    String bytes = new String(original, StandardCharsets.ISO_8859_1);
    String text = new String(original, StandardCharsets.UTF_8);
    return PersonalText.in("", bytes).isEmpty()
        && PersonalText.in("", text).isEmpty()
        && PersonalText.in("", unescaped(text)).isEmpty();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int code = text.startsWith("\\u", i) ? code(text, i + 2) : -1;
      plain.append(code < 0 ? text.charAt(i) : (char) code);
      i += code < 0 ? 0 : 5;
    }
    return plain.toString();
  }

  private static int code(String text, int at) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), HEX) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * HEX + digit;
    }
    return code;
  }

  private JsonNode without(String name, JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(without(name, node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        object.set(without("", field.getKey()), without(field.getKey(), field.getValue()));
      }
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(element -> array.add(without(name, element)));
      return array;
    }
    return node;
  }

  private String without(String name, String text) {
    List<Found> all = PersonalText.in(name, text);
    if (all.isEmpty()) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    int from = 0;
    for (Found found : all) {
      taken.add(text.substring(found.from(), found.to()));
      rest.append(text, from, found.from()).append(found.kind().mark());
      from = found.to();
    }
    return rest.append(text, from, text.length()).toString();
  }

  /** Whether something that was taken out stands elsewhere in another form. */
  private boolean isLeft(String text, JsonNode document) {
    String digits = compact(text);
    for (String each : taken) {
      if (text.contains(each) || holdsNumber(digits, each)) {
        return true;
      }
    }
    return isLeftInCoded(document);
  }

  private static boolean holdsNumber(String digits, String taken) {
    String number = taken.indexOf('@') >= 0 ? "" : number(taken);
    return !number.isEmpty() && digits.contains(number);
  }

  // As a JSON number it has neither a zero in front nor a country.
  private static String number(String taken) {
    String digits = compact(COUNTRY.matcher(taken).replaceFirst(""));
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  private static String compact(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c) || c == ',' || c == '"' || c == '{' || c == '}') {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  private boolean isLeftInCoded(JsonNode node) {
    if (node.isTextual()) {
      return isLeftInCoded(node.textValue());
    }
    for (JsonNode child : node) {
      if (isLeftInCoded(child)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLeftInCoded(String text) {
    if (text.length() < SHORTEST_CODED) {
      return false;
    }
    return isLeftIn(hex(text)) || isLeftIn(base64(text));
  }

  private boolean isLeftIn(byte @Nullable [] bytes) {
    if (bytes == null) {
      return false;
    }
    return taken.stream().anyMatch(new String(bytes, StandardCharsets.UTF_8)::contains)
        || taken.stream().anyMatch(new String(bytes, StandardCharsets.ISO_8859_1)::contains)
        || !isClean(bytes);
  }

  private static byte @Nullable [] hex(String text) {
    try {
      return HexFormat.of().parseHex(text.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
