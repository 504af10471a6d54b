package dk.bypuls.ingest.format.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Origin;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.Source.JsonEnvelope;
import dk.bypuls.ingest.format.JsonMessages;
import dk.bypuls.ingest.format.LorawanUplink;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.FieldPath;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.IntakeSettings;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import dk.bypuls.ingest.intake.Uplink.Payload;
import dk.bypuls.ingest.intake.WrittenTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format {@code json}: any JSON, with pointers to who speaks, when, and what. */
public final class MappedJson implements JsonMessages {

  private static final JsonEnvelope USUAL = new JsonEnvelope("/device", "/time", null);
  private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");

  private final List<JsonPointer> lists;
  private final int mostRecords;
  private final @Nullable FieldPath device;
  private final int topicLevel;
  private final @Nullable FieldPath time;
  private final @Nullable WrittenTime written;
  private final @Nullable FieldPath messageId;
  private final @Nullable MappedPayload payload;

  private MappedJson(JsonEnvelope envelope, int mostRecords) {
    lists = lists(envelope.records());
    this.mostRecords = mostRecords;
    device = path(envelope.device());
    topicLevel = envelope.topicLevel() == null ? 0 : envelope.topicLevel();
    time = path(envelope.time());
    written =
        envelope.timeFormat() == null && envelope.zone() == null
            ? null
            : WrittenTime.of(envelope.timeFormat(), envelope.zone());
    messageId = path(envelope.messageId());
    payload = envelope.payload() == null ? null : MappedPayload.of(envelope.payload());
  }

  /** The format of a source; one that names no pointers means {@code /device} and {@code /time}. */
  public static MappedJson of(Source source, IntakeSettings limits) {
    return new MappedJson(source.json() == null ? USUAL : source.json(), limits.messagesPerBody());
  }

  private static @Nullable FieldPath path(@Nullable String text) {
    return text == null ? null : FieldPath.of(text);
  }

  private static List<JsonPointer> lists(@Nullable String records) {
    return records == null
        ? List.of()
        : Arrays.stream(records.split("/\\*", -1))
            .filter(list -> !list.isEmpty())
            .map(JsonPointer::compile)
            .toList();
  }

  @Override
  public String deviceName(String registered) {
    if (payload == null || !payload.isUplink()) {
      return registered;
    }
    String devEui = LorawanUplink.deviceName(registered);
    return DEV_EUI.matcher(devEui).matches() ? devEui : registered;
  }

  @Override
  public List<Part> read(JsonNode document, InboundMessage message, Supplier<byte[]> original)
      throws Rejection {
    MappedRecord whole = MappedRecord.of(document);
    if (lists.isEmpty()) {
      return List.of(new Part.Spoken(uplink(whole, message), original));
    }
    List<MappedRecord> records = new ArrayList<>();
    collect(whole, 0, records);
    List<Part> parts = new ArrayList<>(records.size());
    for (MappedRecord record : records) {
      Supplier<byte[]> own = () -> bytes(record);
      try {
        parts.add(new Part.Spoken(uplink(record, message), own));
      } catch (Rejection rejection) {
        parts.add(new Part.Unreadable(rejection, own));
      }
    }
    return parts;
  }

  private void collect(MappedRecord record, int level, List<MappedRecord> into) throws Rejection {
    if (level == lists.size()) {
      if (into.size() == mostRecords) {
        throw new Rejection(Reason.TOO_LARGE, "more than " + mostRecords + " records in one body");
      }
      into.add(record);
      return;
    }
    JsonNode list = record.element().at(lists.get(level));
    if (!list.isArray() && level == 0) {
      throw Rejection.undecodable("there is no list of records at " + lists.get(0));
    }
    for (JsonNode element : list.isArray() ? list : List.<JsonNode>of()) {
      collect(new MappedRecord(element, record, lists.get(level)), level + 1, into);
    }
  }

  private static byte[] bytes(MappedRecord record) {
    return record.alone().toString().getBytes(StandardCharsets.UTF_8);
  }

  private Uplink uplink(MappedRecord record, InboundMessage message) throws Rejection {
    String name = name(record, message);
    Payload sent = payload == null ? null : payload.in(record);
    int envelope = count(record, device) + count(record, time) + count(record, messageId);
    return new Uplink(
        name,
        observedAt(record, message),
        origin(record, name, sent),
        record.element(),
        "",
        envelope + (payload == null ? 0 : payload.envelope(record)),
        sent);
  }

  private static int count(MappedRecord record, @Nullable FieldPath path) {
    return record.has(path) ? 1 : 0;
  }

  private String name(MappedRecord record, InboundMessage message) throws Rejection {
    String name = device == null ? level(message.way().topic()) : text(record.find(device));
    if (name == null) {
      throw Rejection.undecodable(
          device == null
              ? "no device is named in level " + topicLevel + " of the topic"
              : "no device is named at " + device);
    }
    return deviceName(name);
  }

  private @Nullable String level(@Nullable String topic) {
    if (topic == null) {
      return null;
    }
    String[] levels = topic.split("/", -1);
    boolean isThere = topicLevel <= levels.length && !levels[topicLevel - 1].isEmpty();
    return isThere ? levels[topicLevel - 1] : null;
  }

  private @Nullable Instant observedAt(MappedRecord record, InboundMessage message)
      throws Rejection {
    if (time == null) {
      return null;
    }
    JsonNode said = record.find(time);
    if (said.isMissingNode()) {
      throw Rejection.undecodable("no time is written at " + time);
    }
    return written == null
        ? Times.read(said, time.toString())
        : written.read(said, message.receivedAt(), time.toString());
  }

  private @Nullable Origin origin(MappedRecord record, String name, @Nullable Payload sent)
      throws Rejection {
    Long counter = payload == null || sent == null ? null : payload.counter(record);
    if (counter != null && sent != null && DEV_EUI.matcher(name).matches()) {
      return Origin.ofUplink(name, "", counter, sent.bytes());
    }
    String id = messageId == null ? null : text(record.find(messageId));
    if (id == null) {
      return null;
    }
    // An id that several records share does not tell them apart, but together with what they say.
    boolean own = record.around() == null || record.has(messageId);
    return Origin.ofMessage(name, own ? id : id + "/" + record.element());
  }

  private static @Nullable String text(JsonNode found) {
    boolean names = found.isTextual() || found.isIntegralNumber();
    return names && !found.asText().isEmpty() ? found.asText() : null;
  }
}
