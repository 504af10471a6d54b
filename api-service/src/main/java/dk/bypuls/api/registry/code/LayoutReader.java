package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import dk.bypuls.events.registry.Layout;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads byte layouts. */
final class LayoutReader {

  /** No payload is longer. */
  static final int LONGEST_PAYLOAD = 4_096;

  /** Eight bytes of two digits each fit into a number. */
  static final int LONGEST_BCD = 8;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Pattern BITS = Pattern.compile("(\\d{1,2})(?::(\\d{1,2}))?");

  private LayoutReader() {}

  /** The layout of a decoder that has one: a list of messages, or one message. */
  static @Nullable Layout layout(Entry decoder) {
    if (!decoder.has("layout")) {
      return null;
    }
    List<Entry> messages =
        decoder.isList("layout")
            ? decoder.parts("layout", Part.LAYOUT)
            : List.of(decoder.part("layout", Part.LAYOUT));
    if (messages.isEmpty()) {
      decoder.wrong("layout", "a layout names at least one message");
    }
    return new Layout(messages.stream().map(LayoutReader::message).toList());
  }

  private static Layout.Message message(Entry entry) {
    boolean little = little(entry, false);
    Map<String, Spot> names = new HashMap<>();
    if (entry.keys().stream().noneMatch(List.of("fields", "stored", "tagged")::contains)) {
      entry.missing("fields", "a message needs one of the keys fields, stored, tagged");
    }
    return new Layout.Message(
        numbers(entry, "ports", 255),
        numbers(entry, "firstBytes", 255),
        fields(entry, little, names, LONGEST_PAYLOAD),
        entry.optionalPart("stored", Part.STORED).map(it -> stored(it, little, names)).orElse(null),
        entry.optionalPart("tagged", Part.TAGGED).map(it -> tagged(it, little)).orElse(null));
  }

  private static List<Integer> numbers(Entry entry, String key, int highest) {
    List<Integer> numbers = new ArrayList<>();
    for (Word word : entry.words(key)) {
      try {
        numbers.add(Scalars.whole(word.text(), 0, highest));
      } catch (IllegalArgumentException e) {
        entry.unreadable(key, word.spot(), e);
      }
    }
    return numbers;
  }

  private static boolean little(Entry entry, boolean otherwise) {
    return entry.optionalValue(
        "endian",
        otherwise,
        text ->
            switch (text) {
              case "big" -> false;
              case "little" -> true;
              default -> throw new IllegalArgumentException("is big or little, not " + text);
            });
  }

  private static List<Layout.Field> fields(
      Entry entry, boolean little, Map<String, Spot> names, int size) {
    return entry.parts("fields", Part.BYTES).stream()
        .map(field -> field(field, little, names, size))
        .toList();
  }

  private static Layout.Stored stored(Entry entry, boolean little, Map<String, Spot> names) {
    String name = name(entry, names);
    int size = entry.value("size", 1, text -> Scalars.whole(text, 1, LONGEST_PAYLOAD));
    return new Layout.Stored(
        name,
        entry.value("at", 0, LayoutReader::at),
        size,
        entry.value("every", Duration.ofMinutes(1), Scalars::interval),
        entry.flag("oldestFirst"),
        needed(entry, little, new HashMap<>(Map.of("age", entry.spot())), size));
  }

  private static Layout.Tagged tagged(Entry entry, boolean little) {
    boolean lengthByte = entry.optionalValue("length", false, LayoutReader::lengthByte);
    int typeBytes = entry.optionalValue("type", 1, LayoutReader::typeBytes);
    List<Layout.Value> values = new ArrayList<>();
    Map<Integer, Spot> types = new HashMap<>();
    for (Entry value : entry.parts("values", Part.VALUE)) {
      Layout.Value read = value(value, little, typeBytes);
      Spot first = types.putIfAbsent(read.type(), value.spot());
      if (first != null) {
        value.wrong(
            "type", "this type is there already, in line %d; keep one".formatted(first.line()));
      }
      values.add(read);
    }
    if (values.isEmpty()) {
      entry.wrongOrMissing("values", "tagged needs the key values with at least one");
    }
    return new Layout.Tagged(
        entry.optionalValue("at", 0, LayoutReader::at), typeBytes, lengthByte, values);
  }

  private static boolean lengthByte(String text) {
    if (!text.equals("u8")) {
      throw new IllegalArgumentException("may only say u8; leave it out where no length is sent");
    }
    return true;
  }

  private static int typeBytes(String text) {
    return switch (text) {
      case "u8" -> 1;
      case "u16" -> 2;
      default -> throw new IllegalArgumentException("is u8 or u16, not " + text);
    };
  }

  private static Layout.Value value(Entry entry, boolean little, int typeBytes) {
    int type =
        entry.value("type", 0, text -> Scalars.whole(text, 0, typeBytes == 1 ? 0xFF : 0xFFFF));
    int declared = entry.optionalValue("size", 0, text -> Scalars.whole(text, 0, LONGEST_PAYLOAD));
    List<Layout.Field> fields =
        fields(entry, little, new HashMap<>(), entry.has("size") ? declared : LONGEST_PAYLOAD);
    int needed = fields.stream().mapToInt(field -> field.at() + field.bytes()).max().orElse(0);
    if (fields.isEmpty() && !entry.has("size")) {
      entry.missing("size", "a value without fields is passed over; say its size");
    }
    return new Layout.Value(type, entry.has("size") ? declared : needed, fields);
  }

  private static List<Layout.Field> needed(
      Entry entry, boolean little, Map<String, Spot> names, int size) {
    List<Layout.Field> fields = fields(entry, little, names, size);
    if (fields.isEmpty()) {
      entry.wrongOrMissing("fields", "%s needs the key fields".formatted(entry.part().title()));
    }
    return fields;
  }

  private static Layout.Field field(
      Entry entry, boolean little, Map<String, Spot> names, int size) {
    String name = name(entry, names);
    int at = entry.value("at", 0, LayoutReader::at);
    Layout.Type type = entry.value("type", Layout.Type.U8, LayoutReader::type);
    int bytes = bytes(entry, type);
    if (at + bytes > size && entry.has("at")) {
      entry.wrong(
          "at", "at: it ends after byte %d, and only %d are there".formatted(at + bytes, size));
    }
    int[] bits = bits(entry, type, bytes);
    BigDecimal scale = entry.optionalValue("scale", BigDecimal.ONE, Scalars::number);
    if (scale.signum() == 0) {
      entry.wrong("scale", "scale: 0 makes every value the same; write such as 0.1");
    }
    Map<Long, String> words = words(entry);
    if (!words.isEmpty() && (entry.has("scale") || entry.has("offset") || type.isFloat())) {
      entry.wrong("words", "words stand for whole numbers, which are not scaled");
    }
    return new Layout.Field(
        name,
        at,
        type,
        bytes,
        little(entry, little),
        bits.length == 0 ? null : bits[0],
        bits.length == 0 ? null : bits[1],
        scale,
        entry.optionalValue("offset", BigDecimal.ZERO, Scalars::number),
        missing(entry),
        words,
        entry.flag("required"));
  }

  private static String name(Entry entry, Map<String, Spot> names) {
    String name = entry.value("name", "", LayoutReader::name);
    Spot first = names.putIfAbsent(name, entry.spot());
    if (first != null && !name.isEmpty()) {
      entry.wrong("name", "name: %s is there already, in line %d".formatted(name, first.line()));
    }
    return name;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text + " is refused; a field is called with up to 64 letters, digits and _");
    }
    return text;
  }

  private static int at(String text) {
    return Scalars.whole(text, 0, LONGEST_PAYLOAD - 1);
  }

  private static Layout.Type type(String text) {
    return Layout.Type.find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is not known%s; known are %s"
                        .formatted(
                            text,
                            Nearest.hint(text, Layout.Type.ids()),
                            String.join(", ", Layout.Type.ids()))));
  }

  private static int bytes(Entry entry, Layout.Type type) {
    if (type == Layout.Type.BCD) {
      return entry.value("length", 1, text -> Scalars.whole(text, 1, LONGEST_BCD));
    }
    if (entry.has("length")) {
      entry.wrong("length", "length belongs to bcd; %s has its own".formatted(type.id()));
    }
    return type.bytes();
  }

  /** The lowest and the highest of the bits that are meant; nothing where all are. */
  private static int[] bits(Entry entry, Layout.Type type, int bytes) {
    if (!entry.has("bits")) {
      return new int[0];
    }
    Matcher matcher = BITS.matcher(entry.text("bits"));
    boolean isWhole = !type.isFloat() && type != Layout.Type.BCD;
    if (!matcher.matches() || !isWhole) {
      entry.wrong("bits", "bits: write one, such as 7, or from:to, such as 0:3, of a whole number");
      return new int[0];
    }
    int low = Integer.parseInt(matcher.group(1));
    int high = matcher.group(2) == null ? low : Integer.parseInt(matcher.group(2));
    if (low > high || high >= 8 * bytes) {
      entry.wrong(
          "bits",
          "bits: 0 is the lowest and %d the highest of %s, and the lower comes first"
              .formatted(8 * bytes - 1, type.id()));
    }
    return new int[] {low, high};
  }

  private static List<Long> missing(Entry entry) {
    if (!entry.isList("missing")) {
      Long one = entry.valueOrNull("missing", 0L, Scalars::whole);
      return one == null ? List.of() : List.of(one);
    }
    List<Long> missing = new ArrayList<>();
    for (Word word : entry.words("missing")) {
      try {
        missing.add(Scalars.whole(word.text()));
      } catch (IllegalArgumentException e) {
        entry.unreadable("missing", word.spot(), e);
      }
    }
    return missing;
  }

  private static Map<Long, String> words(Entry entry) {
    Map<Long, String> words = new HashMap<>();
    entry
        .pairs("words")
        .forEach(
            (number, word) -> {
              try {
                if (words.put(Scalars.whole(number.text()), word.text()) != null) {
                  entry.wrong(number.spot(), "words: %s is there twice".formatted(number.text()));
                }
              } catch (IllegalArgumentException e) {
                entry.unreadable("words", number.spot(), e);
              }
            });
    return words;
  }
}
