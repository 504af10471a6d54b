package dk.bypuls.ingest.personal;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.personal.Found;
import dk.bypuls.events.personal.PersonalKind;
import dk.bypuls.events.personal.PersonalText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is of a person in a document, and where.
 *
 * @param path to the field, with a star for each name that might tell something itself
 */
public record PersonalData(PersonalKind kind, String path) {

  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_NAME = 32;

  /** The first of it in a document; absent if there is none. Numbers are no text. */
  public static @Nullable PersonalData in(JsonNode document) {
    return in("", "", document);
  }

  private static @Nullable PersonalData in(String path, String name, JsonNode node) {
    if (node.isTextual()) {
      List<Found> found = PersonalText.in(name, node.textValue());
      return found.isEmpty() ? null : new PersonalData(found.get(0).kind(), path);
    }
    if (node.isObject()) {
      return inObject(path, node);
    }
    int index = 0;
    for (JsonNode element : node) {
      PersonalData found = in("", name, element);
      if (found != null) {
        return found.under(path + "/" + index);
      }
      index++;
    }
    return null;
  }

  private static @Nullable PersonalData inObject(String path, JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      PersonalData found = in("", field.getKey(), field.getValue());
      if (found != null) {
        return found.under(path + "/" + shown(field.getKey()));
      }
    }
    return null;
  }

  private PersonalData under(String above) {
    String whole = above + path;
    return new PersonalData(
        kind, whole.length() > LONGEST_PATH ? whole.substring(0, LONGEST_PATH) : whole);
  }

  // A name is the sender's text too.
  private static String shown(String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetter(c)));
    return plain ? name : "*";
  }
}
