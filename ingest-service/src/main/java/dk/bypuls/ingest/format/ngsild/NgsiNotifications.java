package dk.bypuls.ingest.format.ngsild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code ngsi-ld}: notifications of context brokers by NGSI-LD (normalized, concise and
 * simplified) and NGSI v2 (normalized and keyValues). A device is an entity, by its id; the
 * attributes of one time are one message.
 */
public final class NgsiNotifications implements JsonMessages {

  /** What an entity says of itself, in both standards. */
  private static final Set<String> OF_THE_ENTITY =
      Set.of("id", "type", "@context", "scope", "createdAt", "modifiedAt", "deletedAt", "location");

  private static final List<String> TIMES = List.of("TimeInstant", "dateObserved", "observedAt");
  private static final String DELETED = "urn:ngsi-ld:null";

  @Override
  public List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    JsonNode data = document.path("data");
    if (!data.isArray()) {
      return parts(document, JsonNodeFactory.instance.objectNode(), document, original);
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode entity : data) {
      Supplier<byte[]> own = data.size() == 1 ? original : () -> notification(document, entity);
      try {
        parts.addAll(parts(entity, document, document, own));
      } catch (Rejection rejection) {
        parts.add(new Part.Unreadable(rejection, own));
      }
    }
    return parts;
  }

  private static List<Part> parts(
      JsonNode entity, JsonNode notification, JsonNode document, Supplier<byte[]> original)
      throws Rejection {
    String device = entity.path("id").asText("");
    if (device.isEmpty()) {
      throw Rejection.undecodable("an entity has no id");
    }
    JsonNode entityTime = entityTime(entity);
    Map<Optional<Instant>, ObjectNode> said = new LinkedHashMap<>();
    Map<Optional<Instant>, ObjectNode> kept = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> attribute : entity.properties()) {
      String name = attribute.getKey();
      JsonNode instance = instance(attribute.getValue());
      JsonNode value = value(instance);
      if (OF_THE_ENTITY.contains(name) || TIMES.contains(name) || value == null) {
        continue;
      }
      Optional<Instant> at = time(instance, entityTime);
      said.computeIfAbsent(at, time -> JsonNodeFactory.instance.objectNode()).set(name, value);
      kept.computeIfAbsent(at, time -> identity(entity)).set(name, attribute.getValue());
    }
    if (said.isEmpty()) {
      said.put(Optional.empty(), JsonNodeFactory.instance.objectNode());
    }
    List<Part> parts = new ArrayList<>(said.size());
    said.forEach(
        (at, fields) ->
            parts.add(
                new Part.Spoken(
                    uplink(device, at.orElse(null), fields, notification),
                    said.size() == 1
                        ? original
                        : () -> notification(document, kept.getOrDefault(at, identity(entity))))));
    return parts;
  }

  /** The entity without its attributes, but with its time. */
  private static ObjectNode identity(JsonNode entity) {
    ObjectNode identity = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : entity.properties()) {
      if (OF_THE_ENTITY.contains(field.getKey()) || TIMES.contains(field.getKey())) {
        identity.set(field.getKey(), field.getValue());
      }
    }
    return identity;
  }

  private static byte[] notification(JsonNode notification, JsonNode entity) {
    JsonNode whole = entity;
    if (notification.path("data").isArray()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      notification.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
      copy.putArray("data").add(entity);
      whole = copy;
    }
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Uplink uplink(
      String device, @Nullable Instant at, ObjectNode fields, JsonNode notification) {
    String id = notification.path("id").asText("");
    Origin origin = null;
    if (at != null) {
      // A broker repeats what has not changed, in ever other company: its time tells it again.
      origin = Origin.ofMessage(device, "observed " + at.toEpochMilli());
    } else if (!id.isEmpty()) {
      origin = Origin.ofMessage(device, id);
    }
    return new Uplink(device, at, origin, fields, "", 0, null);
  }

  /** Of several instances of an attribute, the one that is of no data set of its own. */
  private static JsonNode instance(JsonNode attribute) {
    if (!attribute.isArray() || attribute.isEmpty() || !attribute.get(0).isObject()) {
      return attribute;
    }
    for (JsonNode instance : attribute) {
      if (!instance.has("datasetId")) {
        return instance;
      }
    }
    return attribute.get(0);
  }

  private static @Nullable JsonNode value(JsonNode instance) {
    JsonNode value = instance.has("value") ? instance.get("value") : instance;
    boolean isNone =
        value.isNull()
            || value.asText("").equals(DELETED)
            || instance.has("object")
            || instance.path("type").asText("").equals("Relationship");
    return isNone ? null : value;
  }

  private static Optional<Instant> time(JsonNode instance, JsonNode entityTime) throws Rejection {
    JsonNode own = instance.path("observedAt");
    if (own.isMissingNode()) {
      own = instance.path("metadata").path("TimeInstant").path("value");
    }
    JsonNode written = own.isMissingNode() || own.isNull() ? entityTime : own;
    return written.isMissingNode() || written.isNull()
        ? Optional.empty()
        : Optional.of(Times.read(written, "observedAt or TimeInstant of an attribute"));
  }

  private static JsonNode entityTime(JsonNode entity) {
    for (String name : TIMES) {
      JsonNode time = entity.path(name);
      JsonNode value = time.has("value") ? time.path("value") : time;
      JsonNode written = value.has("@value") ? value.path("@value") : value;
      if (written.isTextual() && written.textValue().indexOf('/') < 0) {
        return written;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }
}
