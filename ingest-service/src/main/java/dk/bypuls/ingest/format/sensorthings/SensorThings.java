package dk.bypuls.ingest.format.sensorthings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code sensorthings}: observations of OGC SensorThings, one by one, as a collection or
 * as a data array. A device is a datastream, by its id.
 */
public final class SensorThings implements JsonMessages {

  private static final String ID = "@iot.id";
  private static final String LINK = "@iot.navigationLink";
  private static final String DATA_ARRAY = "dataArray";
  private static final List<String> STREAMS = List.of("Datastream", "MultiDatastream");
  private static final List<String> MEASURED = List.of("result", "resultQuality", "parameters");

  // In a topic or a link: Datastreams(5) or Datastreams('pump-7').
  private static final Pattern STREAM =
      Pattern.compile("Datastreams\\((?:'([^'()]{1,128})'|([^'()]{1,128}))\\)");

  @Override
  public List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    if (document.path("value").isArray() && !document.has("result")) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode each : document.path("value")) {
        Supplier<byte[]> own = () -> bytes(each);
        try {
          parts.addAll(read(each, message, own));
        } catch (Rejection rejection) {
          parts.add(new Part.Unreadable(rejection, own));
        }
      }
      return parts;
    }
    if (document.has(DATA_ARRAY)) {
      return rows(document, message);
    }
    String device = stream(document, message);
    return List.of(new Part.Spoken(uplink(device, document), original));
  }

  /** The rows of a data array, whose components say what is in which column. */
  private static List<Part> rows(JsonNode document, InboundMessage message) throws Rejection {
    JsonNode components = document.path("components");
    if (!components.isArray() || !document.path(DATA_ARRAY).isArray()) {
      throw Rejection.undecodable("the data array has no list of components, or is none");
    }
    String device = stream(document, message);
    List<Part> parts = new ArrayList<>();
    for (JsonNode row : document.path(DATA_ARRAY)) {
      Supplier<byte[]> own = () -> alone(document, row);
      try {
        parts.add(new Part.Spoken(uplink(device, observation(components, row)), own));
      } catch (Rejection rejection) {
        parts.add(new Part.Unreadable(rejection, own));
      }
    }
    return parts;
  }

  private static ObjectNode observation(JsonNode components, JsonNode row) throws Rejection {
    if (!row.isArray() || row.size() != components.size()) {
      throw Rejection.undecodable("a row of the data array has not as many parts as components");
    }
    ObjectNode observation = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.size(); i++) {
      String component = components.get(i).asText("");
      observation.set(component.equals("id") ? ID : component, row.get(i));
    }
    return observation;
  }

  private static byte[] alone(JsonNode document, JsonNode row) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    document.properties().forEach(field -> alone.set(field.getKey(), field.getValue()));
    ArrayNode rows = alone.putArray(DATA_ARRAY);
    rows.add(row);
    return bytes(alone);
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Uplink uplink(String device, JsonNode observation) throws Rejection {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    for (String name : MEASURED) {
      if (observation.has(name)) {
        document.set(name, observation.get(name));
      }
    }
    String id = id(observation.path(ID));
    return new Uplink(
        device,
        time(observation),
        id == null ? null : Origin.ofMessage(device, id),
        document,
        "",
        0,
        null);
  }

  private static @Nullable Instant time(JsonNode observation) throws Rejection {
    for (String name : List.of("phenomenonTime", "resultTime")) {
      JsonNode written = observation.path(name);
      if (written.isTextual() && written.textValue().indexOf('/') >= 0) {
        // What was measured over a while was known at its end.
        String text = written.textValue();
        String end = text.substring(text.indexOf('/') + 1);
        return Times.read(JsonNodeFactory.instance.textNode(end), "/" + name);
      }
      if (!written.isMissingNode() && !written.isNull()) {
        return Times.read(written, "/" + name);
      }
    }
    return null;
  }

  private static String stream(JsonNode document, InboundMessage message) throws Rejection {
    for (String stream : STREAMS) {
      String id = id(document.path(stream).path(ID));
      if (id == null) {
        id = named(document.path(stream + "@iot.navigationLink").asText(null));
      }
      if (id != null) {
        return id;
      }
    }
    String id = named(message.way().topic());
    if (id == null) {
      throw Rejection.undecodable(
          "no datastream is named: neither at /Datastream/@iot.id, nor in its "
              + LINK
              + ", nor in the topic");
    }
    return id;
  }

  private static @Nullable String named(@Nullable String address) {
    Matcher matcher = STREAM.matcher(address == null ? "" : address);
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static @Nullable String id(JsonNode written) {
    boolean names = written.isTextual() || written.isIntegralNumber();
    return names && !written.asText().isEmpty() ? written.asText() : null;
  }
}
