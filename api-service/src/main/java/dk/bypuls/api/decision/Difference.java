package dk.bypuls.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.events.registry.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One field in which a proposal differs from what is in force.
 *
 * @param field as a file calls it, such as {@code quantities} or {@code publication.reference}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String field, @Nullable JsonNode inForce, @Nullable JsonNode proposed) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What people decide on; the rest follows from it. */
  private static final List<String> NOT_ASKED = List.of("public", "publication.standing");

  /** The fields in which they differ. What is in force may be nothing. */
  static List<Difference> between(@Nullable Dataset inForce, Dataset proposed) {
    Map<String, JsonNode> before = inForce == null ? Map.of() : fields(inForce);
    Map<String, JsonNode> after = fields(proposed);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeAll(NOT_ASKED);
    if (isPast(inForce, proposed)) {
      names.remove("publication.from");
    }
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      JsonNode left = before.get(name);
      JsonNode right = after.get(name);
      if (left == null || !left.equals(right)) {
        differences.add(new Difference(name, left, right));
      }
    }
    return differences;
  }

  /** Once it is decided, {@code from} is asked for again only where it would reach further back. */
  private static boolean isPast(@Nullable Dataset inForce, Dataset proposed) {
    if (inForce == null || inForce.stage() == Stage.WITHDRAWN) {
      return false;
    }
    Publication decided = inForce.publication();
    Publication asked = proposed.publication();
    return decided != null && asked != null && !asked.from().isBefore(decided.from());
  }

  /** What a dataset says under the keys that a file has. */
  static Map<String, JsonNode> fields(Dataset dataset) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    tree(dataset)
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("publication")) {
                entry
                    .getValue()
                    .properties()
                    .forEach(part -> fields.put("publication." + part.getKey(), part.getValue()));
              } else {
                fields.put(entry.getKey(), entry.getValue());
              }
            });
    return fields;
  }

  private static JsonNode tree(Dataset dataset) {
    try {
      return JSON.readTree(RegistryRecordCodec.entityToJson(dataset));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every dataset is JSON", e);
    }
  }
}
