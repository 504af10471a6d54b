package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where two documents differ. 1 and 1.0 are the same, and so are what is null and what is not
 * there, since JSON has no other way of writing what is no number.
 */
final class Differences {

  private static final int MOST = 10;
  private static final int LONGEST = 120;

  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** In words, the first ten of them. */
  static List<String> between(JsonNode expected, JsonNode made) {
    Differences differences = new Differences();
    differences.compare("", expected, made);
    return List.copyOf(differences.found);
  }

  private void compare(String pointer, JsonNode expected, JsonNode made) {
    if (found.size() >= MOST) {
      return;
    }
    if (expected.isObject() && made.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      made.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(pointer + "/" + name, expected.path(name), made.path(name)));
    } else if (expected.isArray() && made.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), made.size()); i++) {
        compare(pointer + "/" + i, expected.path(i), made.path(i));
      }
    } else if (!isSame(expected, made)) {
      found.add(
          "%s: expected %s, made %s"
              .formatted(pointer.isEmpty() ? "/" : pointer, told(expected), told(made)));
    }
  }

  private static boolean isSame(JsonNode expected, JsonNode made) {
    if (expected.isNumber() && made.isNumber()) {
      return expected.decimalValue().compareTo(made.decimalValue()) == 0
          || expected.doubleValue() == made.doubleValue();
    }
    return isNothing(expected) ? isNothing(made) : expected.equals(made);
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node instanceof MissingNode;
  }

  private static String told(JsonNode node) {
    String text = isNothing(node) ? "nothing" : node.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
