package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a field: a JSON pointer, of which a level such as {@code values[name=temp]} is the
 * first element of the list {@code values} whose member {@code name} is {@code temp}.
 */
public final class FieldPath {

  private static final Pattern SELECTION =
      Pattern.compile("((?:/[^/\\[\\]]*)+)\\[([^\\[\\]=]+)=([^\\[\\]]*)\\](?=/|$)");

  private final String text;
  private final List<Selection> selections;
  private final JsonPointer rest;

  private FieldPath(String text, List<Selection> selections, JsonPointer rest) {
    this.text = text;
    this.selections = List.copyOf(selections);
    this.rest = rest;
  }

  /** The way that is written so. */
  public static FieldPath of(String text) {
    List<Selection> selections = new ArrayList<>();
    int at = 0;
    Matcher matcher = SELECTION.matcher(text);
    while (matcher.lookingAt()) {
      selections.add(
          new Selection(JsonPointer.compile(matcher.group(1)), matcher.group(2), matcher.group(3)));
      at = matcher.end();
      matcher.region(at, text.length());
    }
    return new FieldPath(text, selections, JsonPointer.compile(text.substring(at)));
  }

  /** What is there; a missing node if nothing is. */
  public JsonNode in(JsonNode document) {
    JsonNode node = document;
    for (Selection selection : selections) {
      node = selection.in(node);
    }
    return node.at(rest);
  }

  /** How many values it takes to say where the field is. */
  int selections() {
    return selections.size();
  }

  @Override
  public String toString() {
    return text;
  }

  private record Selection(JsonPointer list, String member, String value) {

    JsonNode in(JsonNode document) {
      for (JsonNode element : document.at(list)) {
        JsonNode said = element.path(member);
        if (said.isValueNode() && said.asText().equals(value)) {
          return element;
        }
      }
      return MissingNode.getInstance();
    }
  }
}
