package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.registry.Decoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads decoders. */
final class DecoderReader extends EntityReader {

  static final int LONGEST_SCRIPT = 256 * 1024;

  DecoderReader(Draft draft) {
    super(draft);
  }

  @Override
  Decoder read(Entry entry) {
    String tenant = tenant(entry);
    return new Decoder(id(entry, tenant), tenant, script(entry));
  }

  private static Decoder.@Nullable Script script(Entry entry) {
    if (!entry.has("script")) {
      entry.missing(
          "script", "a decoder needs the key script: the codec as its vendor publishes it");
      return null;
    }
    return new Decoder.Script(
        entry.valueOrNull("style", "", DecoderReader::style),
        entry.value("script", "", DecoderReader::text));
  }

  private static String style(String text) {
    List<String> styles = Decoder.Script.STYLES;
    if (!styles.contains(text)) {
      throw new IllegalArgumentException(
          "%s is not known%s; known are %s"
              .formatted(text, Nearest.hint(text, styles), String.join(", ", styles)));
    }
    return text;
  }

  private static String text(String text) {
    if (text.length() > LONGEST_SCRIPT) {
      throw new IllegalArgumentException("a script has at most " + LONGEST_SCRIPT + " letters");
    }
    return text;
  }
}
