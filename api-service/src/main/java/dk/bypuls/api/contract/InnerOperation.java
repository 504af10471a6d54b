package dk.bypuls.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.problem.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint below {@code /admin/v1} takes and gives, as its contract says.
 *
 * @param parameters that its query may have
 * @param takes the media types of a body; none where no body is read
 * @param gives the media types of an answer; none where there is nothing to read in it
 */
public record InnerOperation(Set<String> parameters, Set<String> takes, Set<String> gives) {

  private static final String ANYTHING = "*/*";
  private static final Pattern NOT_AT_ALL = Pattern.compile(";\\s*q=0(\\.0*)?\\s*(;|$)");

  public InnerOperation {
    parameters = Set.copyOf(parameters);
    takes = Set.copyOf(takes);
    gives = Set.copyOf(gives);
  }

  /** All of the inner contract by their names, such as {@code GET /admin/v1/me}. */
  public static Map<String, InnerOperation> all() {
    JsonNode document = new ObjectMapper().valueToTree(ContractFile.read(InnerContract.FILE));
    Map<String, InnerOperation> all = new HashMap<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> told : path.getValue().properties()) {
        if (told.getValue().has("responses")) {
          String name = told.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
          all.put(name, of(document, told.getValue()));
        }
      }
    }
    return all;
  }

  private static InnerOperation of(JsonNode document, JsonNode told) {
    Set<String> gives = new TreeSet<>();
    for (Map.Entry<String, JsonNode> answer : told.get("responses").properties()) {
      if (answer.getKey().startsWith("2")) {
        gives.addAll(namesIn(answer.getValue().path("content")));
      }
    }
    Set<String> takes = namesIn(told.at("/requestBody/content"));
    return new InnerOperation(parameters(document, told.path("parameters")), takes, gives);
  }

  private static Set<String> parameters(JsonNode document, JsonNode told) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : told) {
      JsonNode reference = parameter.get("$ref");
      JsonNode its = reference == null ? parameter : document.at(reference.asText().substring(1));
      if (its.path("in").asText().equals("query")) {
        names.add(its.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> namesIn(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Refuses a body in a media type that is not taken. */
  void demandTaken(@Nullable String contentType) {
    boolean isTaken =
        contentType == null
            || takes.isEmpty()
            || takes.contains(ANYTHING)
            || takes.contains(typeOf(contentType));
    if (!isTaken) {
      throw Problem.of(415, "Send the body as %s.".formatted(String.join(" or ", takes)))
          .asException();
    }
  }

  /** Refuses who accepts nothing that is given. */
  void demandAccepted(List<String> accept) {
    String all = String.join(",", accept);
    boolean isAccepted =
        all.isBlank()
            || gives.isEmpty()
            || Arrays.stream(all.split(",", -1)).anyMatch(this::isGiven);
    if (!isAccepted) {
      throw Problem.of(406, "Accept %s.".formatted(String.join(" or ", gives))).asException();
    }
  }

  private boolean isGiven(String accepted) {
    String wanted = typeOf(accepted);
    return !NOT_AT_ALL.matcher(accepted.toLowerCase(Locale.ROOT)).find()
        && gives.stream()
            .anyMatch(
                type ->
                    wanted.equals(type)
                        || wanted.equals(ANYTHING)
                        || wanted.equals(type.replaceAll("/.*", "/*")));
  }

  private static String typeOf(String mediaType) {
    return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
