package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Text;
import java.util.List;
import java.util.Locale;

/**
 * A mistake in words, in both languages.
 *
 * @param key the key of the file that it is about; empty where the words say it
 * @param values what is filled in: words that are the same in both languages, names of things, and
 *     others that are said
 */
record Said(Wrong wrong, String key, List<Object> values) {

  /** The same, about what stands under that key. */
  Said under(String name) {
    return new Said(wrong, name, values);
  }

  /** What programs know it by, whatever the words become. */
  String code() {
    return wrong.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String english() {
    return about() + wrong.english().formatted(values.stream().map(Said::inEnglish).toArray());
  }

  Text text() {
    return new Text(danish(), english());
  }

  private String danish() {
    return about() + wrong.danish().formatted(values.stream().map(Said::inDanish).toArray());
  }

  private String about() {
    return key.isEmpty() ? "" : key + ": ";
  }

  private static Object inEnglish(Object value) {
    return value instanceof Said said ? said.english() : value;
  }

  private static Object inDanish(Object value) {
    if (value instanceof Said said) {
      return said.danish();
    }
    return value instanceof EntityKey thing ? kind(thing.kind()) + " " + thing.id() : value;
  }

  private static String kind(EntityKind kind) {
    return switch (kind) {
      case TENANT -> "organisationen";
      case SOURCE -> "kilden";
      case DECODER -> "dekoderen";
      case PROFILE -> "profilen";
      case PLACE -> "stedet";
      case SENSOR -> "sensoren";
      case DATASET -> "datasættet";
      default -> kind.id();
    };
  }
}
