package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Decoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads decoders. */
final class DecoderReader extends EntityReader {

  static final int LONGEST_SCRIPT = 256 * 1024;

  private static final List<String> WAYS = List.of("script", "file", "layout", "format");

  DecoderReader(Draft draft) {
    super(draft);
  }

  @Override
  Decoder read(Entry entry) {
    String tenant = tenant(entry);
    List<String> ways = WAYS.stream().filter(entry::has).toList();
    if (ways.isEmpty()) {
      entry.missing("script", Wrong.NO_WAY_TO_DECODE.of());
    } else if (ways.size() > 1) {
      entry.wrong(ways.get(1), Wrong.ONE_WAY_TO_DECODE.of(String.join(", ", ways)));
    }
    if (entry.has("style") && !entry.has("script") && !entry.has("file")) {
      entry.wrong("style", Wrong.STYLE_OF_SCRIPT.of());
    }
    Decoder decoder =
        new Decoder(
            id(entry, tenant),
            tenant,
            script(entry),
            LayoutReader.layout(entry),
            entry.valueOrNull("format", "", DecoderReader::format));
    if (entry.has("examples")) {
      draft.examples(new DecoderExamples(decoder, ExampleReader.examples(entry)));
    }
    return decoder;
  }

  private Decoder.@Nullable Script script(Entry entry) {
    if (!entry.has("script") && !entry.has("file")) {
      return null;
    }
    return new Decoder.Script(
        entry.valueOrNull("style", "", DecoderReader::style),
        entry.has("file")
            ? entry.value("file", "", name -> sent(entry.spot().file(), name))
            : entry.longText("script", LONGEST_SCRIPT));
  }

  /** What is in the file of that name, which was sent beside. */
  private String sent(String beside, String name) {
    String script = draft.script(ScriptName.beside(beside, name));
    if (script == null) {
      throw Wrong.NO_FILE_BESIDE.unreadable(name);
    }
    return text(script);
  }

  private static String format(String text) {
    List<String> formats = Decoder.FORMATS;
    if (!formats.contains(text)) {
      throw Wrong.NOT_KNOWN.unreadable(text, Wrong.near(text, formats), String.join(", ", formats));
    }
    return text;
  }

  private static String style(String text) {
    List<String> styles = Decoder.Script.STYLES;
    if (!styles.contains(text)) {
      throw Wrong.NOT_KNOWN.unreadable(text, Wrong.near(text, styles), String.join(", ", styles));
    }
    return text;
  }

  private static String text(String text) {
    if (text.length() > LONGEST_SCRIPT) {
      throw Wrong.SCRIPT_TOO_LONG.unreadable(LONGEST_SCRIPT);
    }
    return text;
  }
}
