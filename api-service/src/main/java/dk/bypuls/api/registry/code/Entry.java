package dk.bypuls.api.registry.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.registry.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a file, asked for what it must and may have.
 *
 * <p>Whatever is wrong goes to the findings, and the asker gets something harmless instead, so that
 * reading goes on and finds the rest.
 */
final class Entry {

  /** The longest text of a key, but of those that say otherwise. */
  static final int LONGEST_TEXT = 4_000;

  private final String file;
  private final YamlNode node;
  private final Part part;
  private final Findings findings;
  private final Map<String, YamlNode> values = new LinkedHashMap<>();

  /** Keys that are there under a name that is nearly theirs; they are not called missing too. */
  private final Set<String> misspelt = new HashSet<>();

  Entry(String file, YamlNode node, Part part, Findings findings) {
    this.file = file;
    this.node = node;
    this.part = part;
    this.findings = findings;
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.pairs().forEach(this::take);
    } else if (!isEmpty(node)) {
      add(spot(node), Wrong.NOT_KEYS.of(part.title(), String.join(", ", part.keys())));
    }
  }

  private void take(YamlNode.Pair pair) {
    Spot spot = spot(pair.key());
    if (!(pair.key() instanceof YamlNode.Scalar key)) {
      add(spot, Wrong.NOT_A_KEY.of(part.keys().get(0)));
      return;
    }
    String name = key.text();
    if (!part.keys().contains(name)) {
      Nearest.to(name, part.keys()).ifPresent(misspelt::add);
      add(
          spot,
          Wrong.NO_SUCH_KEY.of(
              part.title(), name, Wrong.near(name, part.keys()), String.join(", ", part.keys())));
    } else if (values.containsKey(name)) {
      add(spot, Wrong.KEY_TWICE.of(name, spot(values.get(name)).line()));
    } else {
      values.put(name, pair.value());
    }
  }

  Part part() {
    return part;
  }

  Spot spot() {
    return spot(node);
  }

  /** Where the value of a key stands, or the whole when it has no such key. */
  Spot spot(String key) {
    YamlNode value = values.get(key);
    return value == null ? spot() : spot(value);
  }

  /** Whether the key is there with a value. */
  boolean has(String key) {
    YamlNode value = values.get(key);
    return value != null && !isEmpty(value);
  }

  /** Whether the key has keys and values of its own. */
  boolean isPart(String key) {
    return values.get(key) instanceof YamlNode.Mapping;
  }

  /** Whether the key has a list. */
  boolean isList(String key) {
    return values.get(key) instanceof YamlNode.Sequence;
  }

  /** The pairs of words that a key has, where neither is known before. */
  Map<Word, Word> pairs(String key) {
    Map<Word, Word> pairs = new LinkedHashMap<>();
    YamlNode value = values.get(key);
    if (value instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Pair pair : mapping.pairs()) {
        Optional<Word> word = scalar(key, pair.key());
        Optional<Word> meaning = scalar(key, pair.value());
        if (word.isPresent() && meaning.isPresent()) {
          pairs.put(word.get(), meaning.get());
        }
      }
    } else if (value != null && !isEmpty(value)) {
      add(spot(value), Wrong.NOT_PAIRS.of(key));
    }
    return pairs;
  }

  /** The keys that are there, as they stand in the file. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Says that a key is not there, unless it is there with a slip of the pen. */
  void missing(String key, Said said) {
    if (!misspelt.contains(key)) {
      add(spot(), said);
    }
  }

  void missing(String key, String message) {
    if (!misspelt.contains(key)) {
      findings.add(spot(), message);
    }
  }

  /** For a key that is not there or there with nothing in it. */
  void wrongOrMissing(String key, Said said) {
    if (values.containsKey(key)) {
      wrong(key, said);
    } else {
      missing(key, said);
    }
  }

  void wrongOrMissing(String key, String message) {
    if (values.containsKey(key)) {
      wrong(key, message);
    } else {
      missing(key, message);
    }
  }

  void wrong(String key, Said said) {
    add(spot(key), said);
  }

  void wrong(Spot spot, Said said) {
    add(spot, said);
  }

  void wrong(String key, String message) {
    findings.add(spot(key), message);
  }

  void wrong(Spot spot, String message) {
    findings.add(spot, message);
  }

  /** Says of a word under a key why it could not be read. */
  void unreadable(String key, Spot spot, IllegalArgumentException why) {
    if (why instanceof UnreadableException unreadable) {
      add(spot, unreadable.said().under(key));
    } else {
      findings.add(spot, key + ": " + why.getMessage());
    }
  }

  /** A text that must be there; empty when it is not. */
  String text(String key) {
    return word(key).map(Word::text).orElse("");
  }

  /** A text that must be there and may be longer than others; empty when it is not. */
  String longText(String key, int most) {
    YamlNode value = values.get(key);
    return value == null ? text(key) : scalar(key, value, most).map(Word::text).orElse("");
  }

  /** What a key has, whatever it is. */
  JsonNode json(String key) {
    YamlNode value = values.get(key);
    return value == null ? NullNode.instance : YamlJson.of(value);
  }

  @Nullable String optionalText(String key) {
    return values.containsKey(key) ? text(key) : null;
  }

  /** A scalar that must be there. */
  Optional<Word> word(String key) {
    YamlNode value = values.get(key);
    if (value == null) {
      missing(key, Wrong.KEY_MISSING.of(part.title(), key));
      return Optional.empty();
    }
    return scalar(key, value);
  }

  /** A scalar that must be there, made into something; the fallback when that fails. */
  <T> T value(String key, T fallback, Function<String, T> reader) {
    return word(key).map(word -> read(key, word, fallback, reader)).orElse(fallback);
  }

  <T> T optionalValue(String key, T fallback, Function<String, T> reader) {
    return values.containsKey(key) ? value(key, fallback, reader) : fallback;
  }

  <T> @Nullable T valueOrNull(String key, T fallback, Function<String, T> reader) {
    return values.containsKey(key) ? value(key, fallback, reader) : null;
  }

  private <T> T read(String key, Word word, T fallback, Function<String, T> reader) {
    try {
      return reader.apply(word.text());
    } catch (IllegalArgumentException e) {
      unreadable(key, word.spot(), e);
      return fallback;
    }
  }

  boolean flag(String key) {
    return optionalValue(key, false, Scalars::flag);
  }

  /** A text in both languages. */
  Text bilingual(String key) {
    YamlNode value = values.get(key);
    if (value != null && !(value instanceof YamlNode.Mapping)) {
      add(spot(value), Wrong.NOT_BILINGUAL.of(key));
      return new Text("", "");
    }
    Entry text = part(key, Part.TEXT);
    if (value == null) {
      return new Text("", "");
    }
    return new Text(text.language("da", Wrong.NO_DANISH), text.language("en", Wrong.NO_ENGLISH));
  }

  @Nullable Text optionalBilingual(String key) {
    return values.containsKey(key) ? bilingual(key) : null;
  }

  private String language(String key, Wrong otherwise) {
    if (!values.containsKey(key)) {
      missing(key, otherwise.of());
      return "";
    }
    return text(key);
  }

  /** A part that must be there; an empty one when it is not. */
  Entry part(String key, Part what) {
    YamlNode value = values.get(key);
    if (value == null) {
      missing(key, Wrong.KEY_MISSING.of(part.title(), key));
      return new Entry(file, node, what, new Findings()); // its findings are nobody's
    }
    return new Entry(file, value, what, findings);
  }

  Optional<Entry> optionalPart(String key, Part what) {
    return values.containsKey(key) ? Optional.of(part(key, what)) : Optional.empty();
  }

  /** The parts of a list; none when the key is not there. */
  List<Entry> parts(String key, Part what) {
    return list(key).stream().map(item -> new Entry(file, item, what, findings)).toList();
  }

  /** The scalars of a list; none when the key is not there. */
  List<Word> words(String key) {
    List<Word> words = new ArrayList<>();
    for (YamlNode item : list(key)) {
      scalar(key, item).ifPresent(words::add);
    }
    return words;
  }

  private List<YamlNode> list(String key) {
    YamlNode value = values.get(key);
    if (value instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    if (value != null && !isEmpty(value)) {
      add(spot(value), Wrong.NOT_A_LIST.of(key));
    }
    return List.of();
  }

  private Optional<Word> scalar(String key, YamlNode value) {
    return scalar(key, value, LONGEST_TEXT);
  }

  private Optional<Word> scalar(String key, YamlNode value, int most) {
    if (!(value instanceof YamlNode.Scalar scalar)) {
      add(spot(value), Wrong.NOT_ONE_VALUE.of(key));
      return Optional.empty();
    }
    String text = scalar.text().strip();
    if (text.isEmpty() || isEmpty(value)) {
      add(spot(value), Wrong.NO_VALUE.of(key));
      return Optional.empty();
    }
    if (text.length() > most) {
      add(spot(value), Wrong.TOO_LONG.of(key, most));
      return Optional.empty();
    }
    return Optional.of(new Word(text, spot(value)));
  }

  private static boolean isEmpty(YamlNode value) {
    return value instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  private Spot spot(YamlNode of) {
    return Spot.of(file, of);
  }

  private void add(Spot spot, Said said) {
    findings.add(spot, said);
  }
}
