package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources. */
final class SourceReader extends EntityReader {

  private static final List<String> FORMATS = SourceFormat.ids();
  private static final String DEFAULT_GROUP = "bypuls";

  SourceReader(Draft draft) {
    super(draft);
  }

  @Override
  Source read(Entry entry) {
    String tenant = tenant(entry);
    String format = entry.value("format", "", SourceReader::format);
    if (!entry.keys().contains("mqtt") && !entry.keys().contains("http")) {
      entry.missing("mqtt", "a source needs a way in: mqtt or http (http: {} will do)");
    }
    Source.JsonEnvelope envelope = envelope(entry, format);
    boolean deduplicate = entry.optionalValue("dedupe", true, SourceReader::dedupe);
    if (envelope != null
        && envelope.messageId() == null
        && envelope.time() == null
        && deduplicate) {
      entry.wrong(
          "json",
          "nothing tells a copy of a message from a new one; name its time or messageId, or say"
              + " dedupe: none for the source");
    }
    return new Source(
        id(entry, tenant),
        tenant,
        format,
        entry.optionalPart("mqtt", Part.MQTT).map(SourceReader::mqtt).orElse(null),
        entry.optionalPart("http", Part.HTTP).map(SourceReader::http).orElse(null),
        envelope,
        deduplicate);
  }

  private static String format(String text) {
    if (!FORMATS.contains(text)) {
      throw new IllegalArgumentException(
          "%s is not known%s; known are %s"
              .formatted(text, Nearest.hint(text, FORMATS), String.join(", ", FORMATS)));
    }
    return text;
  }

  private static boolean dedupe(String text) {
    if (!text.equals("none")) {
      throw new IllegalArgumentException("may only say none; leave it out otherwise");
    }
    return false;
  }

  private static Source.@Nullable JsonEnvelope envelope(Entry entry, String format) {
    boolean mapped = format.equals(SourceFormat.JSON.id());
    if (!format.isEmpty() && !mapped && entry.has("json")) {
      entry.wrong(
          "json", "json belongs to the format json; %s knows its own parts".formatted(format));
      return null;
    }
    if (mapped && !entry.has("json")) {
      entry.missing("json", "the format json needs the key json, such as json: {device: /device}");
      return null;
    }
    return entry
        .optionalPart("json", Part.JSON)
        .map(
            json ->
                new Source.JsonEnvelope(
                    json.value("device", "", Scalars::pointer),
                    json.valueOrNull("time", "", Scalars::pointer),
                    json.valueOrNull("messageId", "", Scalars::pointer)))
        .orElse(null);
  }

  private static Source.Mqtt mqtt(Entry entry) {
    String version = entry.valueOrNull("version", "", Scalars::mqttVersion);
    if (Source.Mqtt.VERSION_3_1_1.equals(version) && entry.has("group")) {
      entry.wrong(
          "group",
          "MQTT 3.1.1 cannot divide messages among a group; leave group out, and let one ingest"
              + " instance subscribe");
    }
    return new Source.Mqtt(
        entry.value("broker", "", Scalars::broker),
        entry.value("topic", "", Scalars::topicFilter),
        entry.valueOrNull("credentials", "", Scalars::name),
        entry.optionalValue("qos", 1, Scalars::qos),
        entry.optionalValue("group", DEFAULT_GROUP, Scalars::name),
        version);
  }

  private static Source.Http http(Entry entry) {
    return new Source.Http(
        entry.flag("tokenInQuery"),
        entry.valueOrNull("header", "", Scalars::header),
        entry.flag("basic"));
  }
}
