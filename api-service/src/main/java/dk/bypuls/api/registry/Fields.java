package dk.bypuls.api.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.RegistryRecordCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields in which two states of an entity differ, as they are called in a registry file. */
public final class Fields {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> NAMES_IN_FILES =
      Map.of(
          "longitude", "position",
          "latitude", "position",
          "sources", "source",
          "placements", "place",
          "deduplicate", "dedupe");

  /** It follows from the others, and no file has it. */
  private static final String FOLLOWS = "public";

  private Fields() {}

  /** Those that differ, each once. */
  public static List<String> differing(Entity before, Entity after) {
    JsonNode left = tree(before);
    JsonNode right = tree(after);
    Set<String> names = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> FOLLOWS.equals(name) || left.path(name).equals(right.path(name)));
    return names.stream().map(name -> NAMES_IN_FILES.getOrDefault(name, name)).distinct().toList();
  }

  private static JsonNode tree(Entity entity) {
    try {
      return JSON.readTree(RegistryRecordCodec.entityToJson(entity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every entity is JSON", e);
    }
  }
}
