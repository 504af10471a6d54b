package dk.bypuls.ingest.format.senml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code senml}: packs of SenML in JSON or CBOR. The records of one device and one time
 * are one message.
 */
public final class Senml implements Format {

  private static final int VERSION = 10;
  private static final BigDecimal NO_TIME = BigDecimal.ZERO;

  // Smaller times count from now (RFC 8428, 4.5.3).
  private static final BigDecimal ABSOLUTE = BigDecimal.valueOf(1L << 28);
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(300_000_000_000L);

  private static final Set<String> BASES = Set.of("bn", "bt", "bu", "bv", "bs", "bver");
  private static final Set<String> TEXTS = Set.of("bn", "bu", "n", "u", "vs", "vd");
  private static final Set<String> NUMBERS = Set.of("bt", "bv", "bs", "v", "s", "t", "ut");

  private final SenmlReader reader;
  private final int mostMessages;

  public Senml(IntakeSettings limits) {
    reader = new SenmlReader(limits);
    mostMessages = limits.messagesPerBody();
  }

  @Override
  public boolean takes(String mediaType) {
    return Format.super.takes(mediaType) || mediaType.equals("application/senml+cbor");
  }

  @Override
  public List<Part> read(InboundMessage message) throws Rejection {
    boolean isCbor = SenmlReader.isCbor(message.body());
    JsonNode pack = reader.read(message.body());
    if (!pack.isArray()) {
      throw Rejection.undecodable("a SenML pack is a list of records");
    }
    Map<Moment, Gathered> messages = new LinkedHashMap<>();
    ObjectNode bases = JsonNodeFactory.instance.objectNode();
    for (JsonNode element : pack) {
      if (!element.isObject()) {
        throw Rejection.undecodable("a record of the pack is no object");
      }
      ObjectNode record = isCbor ? SenmlReader.withJsonLabels(element) : (ObjectNode) element;
      check(record);
      BASES.stream().filter(record::has).forEach(base -> bases.set(base, record.get(base)));
      gather(record, bases, messages);
      if (messages.size() > mostMessages) {
        throw new Rejection(
            Reason.TOO_LARGE, "more than " + mostMessages + " devices and times in one body");
      }
    }
    if (messages.isEmpty()) {
      throw new Rejection(Reason.NOTHING_DECLARED, "no record of the pack has a value");
    }
    boolean alone = messages.size() == 1;
    return messages.entrySet().stream()
        .map(each -> each.getValue().part(each.getKey(), message, alone))
        .toList();
  }

  private static void check(ObjectNode record) throws Rejection {
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      String label = field.getKey();
      JsonNode value = field.getValue();
      boolean fits =
          TEXTS.contains(label)
              ? value.isTextual()
              : NUMBERS.contains(label)
                  ? value.isNumber()
                  : label.equals("vb") ? value.isBoolean() : !label.endsWith("_");
      if (!fits) {
        // A label with _ at its end has to be understood (RFC 8428, 4.4).
        throw Rejection.undecodable(
            label.endsWith("_")
                ? "a record has a label that has to be understood, and is not"
                : "what is at " + label + " of a record is of another type");
      }
    }
    JsonNode version = record.get("bver");
    if (version != null && !(version.isNumber() && version.intValue() <= VERSION)) {
      throw Rejection.undecodable("the pack is of a version later than " + VERSION);
    }
  }

  private static void gather(ObjectNode record, ObjectNode bases, Map<Moment, Gathered> into)
      throws Rejection {
    BigDecimal sum = added(record, "s", bases, "bs");
    JsonNode value = value(record, bases);
    if (value == null && !record.has("s")) {
      return;
    }
    SenmlName name = SenmlName.of(bases.path("bn").asText(""), record.path("n").asText(""));
    Gathered gathered =
        into.computeIfAbsent(
            new Moment(name.device(), added(record, "t", bases, "bt").stripTrailingZeros()),
            moment -> new Gathered());
    String unit = record.has("u") ? record.path("u").asText() : bases.path("bu").asText("");
    if (value != null) {
      gathered.add(name.field(), value, unit);
    }
    if (record.has("s")) {
      gathered.add(name.field() + "-sum", DecimalNode.valueOf(sum), "");
    }
    gathered.keep(record, bases);
  }

  private static @Nullable JsonNode value(ObjectNode record, ObjectNode bases) throws Rejection {
    if (record.has("v") || (bases.has("bv") && !hasOther(record))) {
      return DecimalNode.valueOf(added(record, "v", bases, "bv"));
    }
    // Data values are bytes that no quantity is measured in.
    return record.has("vb") ? record.get("vb") : record.get("vs");
  }

  private static boolean hasOther(ObjectNode record) {
    return record.has("vb") || record.has("vs") || record.has("vd") || record.has("s");
  }

  private static BigDecimal added(ObjectNode record, String label, ObjectNode bases, String base)
      throws Rejection {
    return number(record, label).add(number(bases, base));
  }

  private static BigDecimal number(ObjectNode record, String label) throws Rejection {
    BigDecimal number = record.has(label) ? record.get(label).decimalValue() : BigDecimal.ZERO;
    // Two numbers far apart would cost memory without end to add.
    if (Math.abs((long) number.scale()) > 400) {
      throw Rejection.undecodable("the number at " + label + " is beyond all measure");
    }
    return number;
  }

  /** Who, and when: seconds as they are written. */
  private record Moment(String device, BigDecimal time) {

    @Nullable Instant observedAt(Instant now) {
      if (time.compareTo(NO_TIME) == 0) {
        return null;
      }
      if (time.abs().compareTo(MOST_SECONDS) > 0) {
        return time.signum() > 0 ? Instant.MAX : Instant.MIN;
      }
      long millis = time.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValue();
      return time.compareTo(ABSOLUTE) < 0 ? now.plusMillis(millis) : Instant.ofEpochMilli(millis);
    }
  }

  /** What the records of one device and time say. */
  private static final class Gathered {

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> units = new HashMap<>();
    private final ArrayNode records = JsonNodeFactory.instance.arrayNode();

    void add(String field, JsonNode value, String unit) throws Rejection {
      if (document.has(field)) {
        throw Rejection.undecodable("two records of the pack have the same name and time");
      }
      document.set(field, value);
      if (!unit.isEmpty()) {
        units.put("/" + field.replace("~", "~0").replace("/", "~1"), SenmlUnits.ucum(unit));
      }
    }

    /** Keeps a record with its bases, so that it can be read again alone. */
    void keep(ObjectNode record, ObjectNode bases) {
      ObjectNode whole = JsonNodeFactory.instance.objectNode();
      whole.setAll(bases);
      whole.setAll(record);
      records.add(whole);
    }

    Part part(Moment moment, InboundMessage message, boolean alone) {
      Instant observedAt = moment.observedAt(message.receivedAt());
      Uplink uplink =
          new Uplink(moment.device(), observedAt, null, document, "", 0, null, Map.copyOf(units));
      return new Part.Spoken(
          uplink,
          alone ? message::body : () -> records.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
