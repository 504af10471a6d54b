package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that a message has and its profile does not declare; never what is in them.
 */
final class FieldNames {

  /** Stands for a name that may itself tell of a device or a person, and for a place in a list. */
  static final String MASKED = "*";

  /** So many names of one message are told. */
  static final int MOST = 100;

  private static final int LONGEST = 40;
  private static final Pattern ORDINARY = Pattern.compile("[\\p{L}\\p{N} _.\\-/%()\\[\\]]+");

  // What may be a DevEUI, a MAC address, a telephone or CPR number, or a part of a UUID.
  private static final Pattern IDENTIFIER =
      Pattern.compile("(?i)(?=[a-f ]*\\d)[0-9a-f]{6,}|[0-9a-f]{12,}|\\d[\\d .\\-]{6,}\\d");

  private final Set<String> found = new TreeSet<>();
  private final List<String> declared = new ArrayList<>();

  private FieldNames() {}

  /** The undeclared ones, as pointers into the document, in the order of the alphabet. */
  static Set<String> undeclared(Source source, SensorPlan sensor, Uplink uplink) {
    FieldNames names = new FieldNames();
    for (FieldPlan field : sensor.fields()) {
      names.declare(field.pointer().toString());
    }
    StoredPlan stored = sensor.stored();
    if (stored != null) {
      names.declare(stored.records().toString());
    }
    if (uplink.envelope() > 0) {
      names.envelope(source.json());
    }
    String part = uplink.measuredPart();
    JsonNode document = uplink.document();
    names.walk(part.isEmpty() ? document : document.at(part), part, part);
    return names.found;
  }

  private void envelope(@Nullable JsonEnvelope envelope) {
    JsonEnvelope said = envelope == null ? new JsonEnvelope("/device", "/time", null) : envelope;
    declare(said.device());
    declare(said.time());
    declare(said.messageId());
    if (said.payload() != null) {
      declare(said.payload().pointer());
      declare(said.payload().port());
      declare(said.payload().counter());
    }
  }

  private void declare(@Nullable String pointer) {
    if (pointer != null) {
      declared.add(whole(pointer));
    }
  }

  // Of a pointer that selects in a list, the list.
  private static String whole(String pointer) {
    int selection = pointer.indexOf('[');
    return selection < 0 ? pointer : pointer.substring(0, selection);
  }

  private void walk(JsonNode node, String pointer, String shown) {
    if (found.size() >= MOST || declared.contains(pointer)) {
      return;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String name = field.getKey();
        walk(field.getValue(), pointer + "/" + escaped(name), shown + "/" + masked(name));
      }
    } else if (node.isArray()) {
      for (int index = 0; index < node.size(); index++) {
        walk(node.get(index), pointer + "/" + index, shown + "/" + MASKED);
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      found.add(shown.isEmpty() ? "/" : shown);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** A name as it may be told. */
  static String masked(String name) {
    return name.length() > LONGEST
            || !ORDINARY.matcher(name).matches()
            || IDENTIFIER.matcher(name).find()
        ? MASKED
        : escaped(name);
  }
}
