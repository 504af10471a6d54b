package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources. */
final class SourceReader extends EntityReader {

  private static final List<String> FORMATS = SourceFormat.ids();
  private static final List<String> WAYS = List.of("mqtt", "http", "folder", "pull");

  /** Whoever writes a file writes on within this time. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  SourceReader(Draft draft) {
    super(draft);
  }

  @Override
  Source read(Entry entry) {
    String tenant = tenant(entry);
    String format = entry.value("format", "", SourceReader::format);
    if (WAYS.stream().noneMatch(entry.keys()::contains)) {
      entry.missing("mqtt", Wrong.NO_WAY_IN.of());
    }
    Source.JsonEnvelope envelope = envelope(entry, format);
    boolean deduplicate = entry.optionalValue("dedupe", true, SourceReader::dedupe);
    if (envelope != null
        && envelope.messageId() == null
        && envelope.time() == null
        && (envelope.payload() == null || envelope.payload().counter() == null)
        && deduplicate) {
      entry.wrong("json", Wrong.COPY_OF_MESSAGE.of());
    }
    return new Source(
        id(entry, tenant),
        tenant,
        format,
        entry.optionalPart("mqtt", Part.MQTT).map(SourceReader::mqtt).orElse(null),
        entry.optionalPart("http", Part.HTTP).map(SourceReader::http).orElse(null),
        envelope,
        deduplicate,
        table(entry, format, deduplicate),
        entry
            .optionalPart("folder", Part.FOLDER)
            .map(
                folder ->
                    new Source.Folder(folder.optionalValue("settle", SETTLED, Scalars::interval)))
            .orElse(null),
        entry.optionalPart("pull", Part.PULL).map(PullReader::read).orElse(null),
        entry.valueOrNull("unknownDevices", Source.DROP, SourceReader::unknownDevices));
  }

  private static String unknownDevices(String text) {
    if (!text.equals(Source.DROP)) {
      throw Wrong.ONLY_DROP.unreadable();
    }
    return text;
  }

  private static String format(String text) {
    if (!FORMATS.contains(text)) {
      throw Wrong.NOT_KNOWN.unreadable(text, Wrong.near(text, FORMATS), String.join(", ", FORMATS));
    }
    return text;
  }

  private static boolean dedupe(String text) {
    if (!text.equals("none")) {
      throw Wrong.ONLY_NONE.unreadable();
    }
    return false;
  }

  private static Source.@Nullable JsonEnvelope envelope(Entry entry, String format) {
    boolean mapped = format.equals(SourceFormat.JSON.id());
    if (!format.isEmpty() && !mapped && entry.has("json")) {
      entry.wrong("json", Wrong.JSON_OF_ANOTHER.of(format));
      return null;
    }
    if (mapped && !entry.has("json")) {
      entry.missing("json", Wrong.JSON_NEEDED.of());
      return null;
    }
    return entry.optionalPart("json", Part.JSON).map(json -> envelope(entry, json)).orElse(null);
  }

  private static Source.JsonEnvelope envelope(Entry source, Entry json) {
    Integer level = topicLevel(source, json);
    String time = json.valueOrNull("time", "", Scalars::path);
    if (time == null && (json.has("timeFormat") || json.has("zone"))) {
      json.missing("time", Wrong.TIME_NEEDED.of());
    }
    return new Source.JsonEnvelope(
        level == null ? json.value("device", "", Scalars::path) : null,
        time,
        json.valueOrNull("messageId", "", Scalars::path),
        level,
        json.valueOrNull("records", "", Scalars::records),
        json.valueOrNull("timeFormat", "", Scalars::timeFormat),
        Scalars.zone(json),
        payload(json));
  }

  private static @Nullable Integer topicLevel(Entry source, Entry json) {
    if (!json.isPart("device")) {
      return null;
    }
    Entry device = json.part("device", Part.DEVICE);
    int level = device.value("topic", 1, text -> Scalars.whole(text, 1, 64));
    String topic = source.isPart("mqtt") ? source.part("mqtt", Part.MQTT).text("topic") : "";
    if (topic.isEmpty()) {
      json.wrong("device", Wrong.DEVICE_OF_TOPIC.of());
    } else {
      List<String> levels = List.of(topic.split("/", -1));
      boolean isThere = level <= levels.size() || levels.get(levels.size() - 1).equals("#");
      if (!isThere) {
        device.wrong("topic", Wrong.NO_SUCH_LEVEL.of(topic, level).under("topic"));
      }
    }
    return level;
  }

  private static Source.@Nullable Payload payload(Entry json) {
    if (!json.has("payload")) {
      for (String key : List.of("encoding", "port", "counter")) {
        if (json.has(key)) {
          json.wrong(key, Wrong.NEEDS_PAYLOAD.of(key));
        }
      }
      return null;
    }
    return new Source.Payload(
        json.value("payload", "", Scalars::path),
        json.optionalValue("encoding", "base64", SourceReader::encoding),
        json.valueOrNull("port", "", Scalars::path),
        json.valueOrNull("counter", "", Scalars::path));
  }

  private static String encoding(String text) {
    if (!text.equals("base64") && !text.equals("hex")) {
      throw Wrong.ENCODING.unreadable(text);
    }
    return text;
  }

  private static Source.@Nullable Csv table(Entry entry, String format, boolean deduplicate) {
    boolean isTable = format.equals(SourceFormat.CSV.id());
    if (!format.isEmpty() && !isTable && entry.has("csv")) {
      entry.wrong("csv", Wrong.CSV_OF_ANOTHER.of());
      return null;
    }
    if (isTable && !entry.has("csv")) {
      entry.missing("csv", Wrong.CSV_NEEDED.of());
      return null;
    }
    return entry.optionalPart("csv", Part.CSV).map(csv -> columns(csv, deduplicate)).orElse(null);
  }

  private static Source.Csv columns(Entry csv, boolean deduplicate) {
    if (deduplicate && !csv.has("time") && !csv.has("messageId")) {
      csv.missing("time", Wrong.COPY_OF_ROW.of());
    }
    if (csv.has("name") != csv.has("value")) {
      csv.wrong(csv.spot(), Wrong.NAME_AND_VALUE.of());
    }
    return new Source.Csv(
        csv.text("device"),
        csv.optionalText("time"),
        csv.optionalText("messageId"),
        csv.valueOrNull("timeFormat", "", Scalars::timeFormat),
        Scalars.zone(csv),
        csv.valueOrNull("separator", "", Scalars::separator),
        csv.optionalValue("decimal", ".", Scalars::decimal),
        csv.optionalText("name"),
        csv.optionalText("value"));
  }

  private static Source.Mqtt mqtt(Entry entry) {
    String version = entry.valueOrNull("version", "", Scalars::mqttVersion);
    if (Source.Mqtt.VERSION_3_1_1.equals(version) && entry.has("group")) {
      entry.wrong("group", Wrong.GROUP_OF_OLD_MQTT.of());
    }
    return new Source.Mqtt(
        entry.value("broker", "", Scalars::broker),
        entry.value("topic", "", Scalars::topicFilter),
        entry.valueOrNull("credentials", "", Scalars::name),
        entry.optionalValue("qos", 1, Scalars::qos),
        entry.valueOrNull("group", "", Scalars::name),
        version);
  }

  private static Source.Http http(Entry entry) {
    return new Source.Http(
        entry.flag("tokenInQuery"),
        entry.valueOrNull("header", "", Scalars::header),
        entry.flag("basic"));
  }
}
