package dk.bypuls.ingest.format;

import static dk.bypuls.events.registry.SourceFormat.CHIRPSTACK_V4;
import static dk.bypuls.events.registry.SourceFormat.JSON;

import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.format.chirpstack.ChirpStack;
import dk.bypuls.ingest.format.json.MappedJson;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** All formats by their names in the registry. */
public final class Formats {

  private Formats() {}

  /** How a source of each format is read. */
  public static Map<String, Function<Source, Format>> all(IntakeSettings limits) {
    Map<SourceFormat, Function<Source, JsonMessages>> json =
        Map.of(CHIRPSTACK_V4, source -> new ChirpStack(), JSON, MappedJson::of);
    Map<String, Function<Source, Format>> all = new HashMap<>();
    json.forEach(
        (format, messages) ->
            all.put(format.id(), source -> new JsonFormat(limits, messages.apply(source))));
    return all;
  }
}
