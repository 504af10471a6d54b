package dk.bypuls.ingest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import dk.bypuls.events.registry.SourceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The hostile list: what a sender may do to us, by name. */
final class HostileBodies {

  /** Is in every text here that no log and no rejection may repeat. */
  static final String SECRET = "hemmelig";

  /** What a known sender's table begins with. */
  static final String HEAD = "device;time;flow;alarm;text\n";

  /** A row of it. */
  static final String ROW = "havnstrup-pump;2026-11-21T09:15:30Z;1.5;false;ok\n";

  /** What the same sender writes in a line of JSON. */
  static final String LINE =
      "{\"device\":\"havnstrup-pump\",\"time\":\"2026-11-21T09:15:30Z\",\"id\":\"a1\","
          + "\"values\":{\"flow\":1.5}}\n";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 262_144;
  private static final int MEGABYTE = 1_000_000;

  /** What stands where something else is expected. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[[[[]]]]",
          "[null,null]",
          "{\"" + SECRET + "\":null}",
          "\"\"",
          "\" \"",
          "\"" + SECRET + "\"",
          "\"\\ud800" + SECRET + "\"",
          "\"\\u0000" + SECRET + "\"",
          "\"" + SECRET.repeat(2_000) + "\"",
          "\"NaN\"",
          "\"Infinity\"",
          "\"1e400\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"-0001-01-01T00:00:00Z\"",
          "\"2026-02-30T25:61:61Z\"",
          "\"2026-11-21T09:15:30.123456789123456789+99:99\"",
          "\"9".concat("9".repeat(60)) + "\"",
          "0",
          "-1",
          "0.1",
          "-0.0",
          "4294967296",
          "-2147483649",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "9".repeat(60),
          "1e400",
          "-1e400",
          "1e-400",
          "1e99999999",
          "1e-99999999",
          "1e2147483647",
          "1e-2147483647",
          "1e9999999999",
          "123456.789e-99999999");

  /** Made once: to pack the bombs takes longer than to outlive them. */
  private static final Map<String, byte[]> WHOLE = whole();

  private HostileBodies() {}

  /** The list for one format. */
  static Map<String, byte[]> of(SourceFormat format) {
    Map<String, byte[]> all = new LinkedHashMap<>(WHOLE);
    if (format == SourceFormat.CSV) {
      all.putAll(tables());
    } else if (format == SourceFormat.JSON) {
      all.putAll(lines());
    }
    return all;
  }

  /** Those that are hostile in every format. */
  private static Map<String, byte[]> whole() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    text(all, "10 MB of text", "\"" + SECRET.repeat(10 * MEGABYTE / SECRET.length()) + "\"");
    text(all, "10 MB of blanks", " ".repeat(10 * MEGABYTE));
    text(all, "10,000 deep lists", "[".repeat(10_000) + "]".repeat(10_000));
    text(all, "10,000 deep lists without an end", "[".repeat(10_000));
    text(all, "10,000 deep objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    text(all, "a million tiny readings", "[" + "1,".repeat(MEGABYTE) + "1]");
    text(all, "as many tiny readings as fit", "[" + "1,".repeat(130_000) + "1]");
    text(all, "as many empty messages as fit", "[" + "{},".repeat(85_000) + "{}]");
    text(all, "as many keys as fit", keys(20_000));
    text(all, "as many null as fit", "[" + "null,".repeat(50_000) + "null]");
    text(all, "a thousand null", "[" + "null,".repeat(999) + "null]");
    text(all, "lists of lists", "[" + "[[[]]],".repeat(900) + "[]]");
    text(all, "a huge string", "{\"a\":\"" + SECRET.repeat(30_000) + "\"}");
    text(all, "a huge key", "{\"" + SECRET.repeat(30_000) + "\":1}");
    text(all, "a huge number", "{\"a\":" + "9".repeat(250_000) + "}");
    text(all, "a number with a huge exponent", "{\"a\":1e999999999,\"b\":1e9999999999}");
    text(all, "NaN", "{\"a\":NaN,\"b\":Infinity,\"c\":-Infinity}");
    text(all, "a key twice", "{\"" + SECRET + "\":1,\"" + SECRET + "\":2}");
    text(all, "a lone surrogate", "{\"\\ud800" + SECRET + "\":\"\\udc00\"}");
    text(all, "nothing", "");
    text(all, "only blanks", " \t\r\n ");
    text(all, "a byte order mark", "\ufeff");
    text(all, "null", "null");
    text(all, "true", "true");
    text(all, "a number", "1");
    text(all, "a text", "\"" + SECRET + "\"");
    text(all, "an empty list", "[]");
    text(all, "an empty object", "{}");
    text(all, "two documents", "{}{}");
    text(all, "cut", "{\"" + SECRET + "\":\"" + SECRET);
    text(
        all,
        "XML with entities that grow",
        "<!DOCTYPE a [<!ENTITY b \"" + SECRET + "\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>");
    text(all, "a form", SECRET + "=1&" + SECRET + "=2");
    all.put("invalid UTF-8", HexFormat.of().parseHex("7b2261223a22c328a0a1f0288cbcff227d"));
    all.put("overlong UTF-8", HexFormat.of().parseHex("7b2261223a22c0afe080af227d"));
    all.put("a surrogate in UTF-8", HexFormat.of().parseHex("7b2261223a22eda080227d"));
    all.put("UTF-16", "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16));
    all.put("UTF-32", HexFormat.of().parseHex("0000007b0000007d"));
    all.put("zeros", new byte[BODY_LIMIT]);
    all.put("a gzip bomb", gzipped(100 * MEGABYTE));
    all.put("a zip bomb", zipped(100 * MEGABYTE));
    all.put("protobuf without end", HexFormat.of().parseHex("0affffffff0f"));
    all.put("protobuf with a varint without end", filled(0xff, 4_000));
    all.put("protobuf, nested", filled(0x0b, 200_000));
    all.put("a CBOR list without end", HexFormat.of().parseHex("9b7fffffffffffffff"));
    all.put("a CBOR map without end", HexFormat.of().parseHex("bb7fffffffffffffff"));
    all.put("a CBOR text without end", HexFormat.of().parseHex("817b7fffffffffffffff61"));
    all.put("CBOR lists, 200,000 deep", filled(0x81, 200_000));
    all.put("CBOR tags, 200,000 deep", filled(0xc1, 200_000));
    all.put("CBOR lists of unknown length, deep", filled(0x9f, 200_000));
    all.put("a CBOR number of any length", bigNumber());
    return all;
  }

  /** A good message, with something hostile in every place in turn. */
  static Map<String, byte[]> within(String good) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (String place : places(tree(good), "")) {
      for (int i = 0; i < VALUES.size(); i++) {
        JsonNode document = tree(good);
        put(document, place, VALUES.get(i));
        text(all, "value " + i + " at " + place, document.toString());
      }
    }
    return all;
  }

  /** Tables of which something in the middle is hostile; good rows stand around it. */
  static Map<String, byte[]> tables() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    text(all, "a broken row", table("havnstrup-pump;yesterday;1;false;" + SECRET));
    text(all, "a row with too few cells", table(SECRET));
    text(all, "a row with too many cells", table(";".repeat(100_000)));
    text(all, "a quote that is never closed", table("havnstrup-pump;\"" + SECRET));
    text(all, "a cell of quotes", table("\"" + "\"\"".repeat(50_000) + "\";1;1;1;1"));
    text(all, "quotes within a cell", table("havnstrup-pump;2026\"\"" + SECRET + "\";1;1;1"));
    text(all, "a row that is too long", table(SECRET.repeat(40_000)));
    text(all, "a row of zeros", table("\0".repeat(1_000)));
    text(all, "a byte order mark in the middle", table("\ufeff"));
    text(all, "line ends of old machines", table("havnstrup-pump;1\rhavnstrup-pump;2\r"));
    all.put(
        "a row of bytes that are no text",
        joined(
            (HEAD + ROW).getBytes(UTF_8),
            joined(HexFormat.of().parseHex("ff00fe80c0af0a"), ROW.getBytes(UTF_8))));
    text(all, "a formula", table("=cmd|' /C calc'!A0;2026-11-21T09:15:30Z;1;1;1"));
    text(all, "numbers that never end", table("havnstrup-pump;1e999999999;1e999999999;1;1"));
    text(all, "the first row again", table(HEAD.strip()));
    text(all, "the first row alone", HEAD);
    text(all, "the first row, twice named", "device;device;time;flow\n" + ROW);
    text(all, "a first row that names nothing", ";;;;\n" + ROW);
    text(all, "a first row without the device", "a;b\n" + ROW);
    text(all, "a first row that is too long", "device;time;" + "c;".repeat(100_000) + "\n" + ROW);
    text(
        all,
        "a long first row and many short ones",
        "device;time;" + "c;".repeat(8_000) + "\n" + "1\n".repeat(3_000));
    text(all, "a separator of its own", "sep=\n" + HEAD + ROW);
    text(all, "nothing but separators", "sep=;\n".repeat(30_000));
    text(all, "as many empty rows as fit", HEAD + "\n".repeat(250_000));
    text(all, "many rows of nothing", HEAD + ";;;;\n".repeat(5_000));
    all.put("a table in UTF-16", table(ROW).getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    return all;
  }

  /** Lines of JSON of which something in the middle is hostile; good lines stand around it. */
  static Map<String, byte[]> lines() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    text(all, "a broken line", around("{\"" + SECRET));
    text(all, "a line that is too long", around("{\"a\":\"" + SECRET.repeat(40_000) + "\"}"));
    text(all, "a deep line", around("[".repeat(10_000)));
    text(all, "a line of many messages", around("[" + "{},".repeat(2_000) + "{}]"));
    text(all, "a line of zeros", around("\0".repeat(1_000)));
    text(all, "a line with a mark", around("\ufeff" + LINE.strip()));
    text(all, "a document over two lines", around("{\"device\":\n\"" + SECRET + "\"}"));
    text(all, "a key twice in a line", around("{\"device\":1,\"device\":2}"));
    text(all, "a number that never ends", around("{\"device\":1e999999999}"));
    text(all, "lines within a text", around("{\"device\":\"\\n" + SECRET + "\\n\"}"));
    text(all, "as many empty lines as fit", "\n".repeat(250_000));
    text(all, "many short lines", "1\n".repeat(5_000));
    all.put(
        "a line of bytes that are no text",
        joined(
            LINE.getBytes(UTF_8),
            joined(HexFormat.of().parseHex("ff00fe80c0af0a"), LINE.getBytes(UTF_8))));
    return all;
  }

  /** A good table with something hostile in every cell in turn, the first row too. */
  static Map<String, byte[]> withinTable(String good) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    String[] rows = good.split("\n", -1);
    for (int row = 0; row < rows.length - 1; row++) {
      int columns = rows[row].split(";", -1).length;
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < VALUES.size(); i++) {
          String[] cells = rows[row].split(";", -1);
          cells[column] = VALUES.get(i);
          String[] changed = rows.clone();
          changed[row] = String.join(";", cells);
          String name = "value " + i + " in row " + row + ", column " + column;
          text(all, name, String.join("\n", changed));
        }
      }
    }
    return all;
  }

  private static String table(String middle) {
    return HEAD + ROW + middle + "\n" + ROW;
  }

  private static String around(String middle) {
    return LINE + middle + "\n" + LINE;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A good message, broken by chance: the same for the same seed. */
  static List<byte[]> broken(byte[] good, long seed, int many) {
    Random random = new Random(seed);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      all.add(broken(good, random));
    }
    return all;
  }

  private static byte[] broken(byte[] good, Random random) {
    byte[] body = good.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && body.length > 0; changes--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> body = Arrays.copyOf(body, at);
        default -> {
          int to = Math.min(body.length, at + 1 + random.nextInt(16));
          int target = random.nextInt(body.length - (to - at) + 1);
          System.arraycopy(body.clone(), at, body, target, to - at);
        }
      }
    }
    return body;
  }

  private static void text(Map<String, byte[]> all, String name, String body) {
    all.put(name, body.getBytes(UTF_8));
  }

  private static String keys(int many) {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < many; i++) {
      body.append("\"k").append(i).append("\":1,");
    }
    return body.append("\"").append(SECRET).append("\":1}").toString();
  }

  private static byte[] filled(int value, int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) value);
    return body;
  }

  private static byte[] bigNumber() {
    byte[] body = filled(0xff, 200_000);
    System.arraycopy(HexFormat.of().parseHex("81a200616102c25a00030000"), 0, body, 0, 12);
    return body;
  }

  private static byte[] gzipped(int plain) {
    return packed(
        out -> {
          try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[plain]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] zipped(int plain) {
    return packed(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(SECRET));
            zip.write(new byte[plain]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] packed(Consumer<OutputStream> writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.accept(out);
    return out.toByteArray();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> places(JsonNode node, String pointer) {
    List<String> places = new ArrayList<>();
    if (!pointer.isEmpty()) {
      places.add(pointer);
    }
    node.properties()
        .forEach(
            field ->
                places.addAll(
                    places(
                        field.getValue(),
                        pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"))));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places.addAll(places(node.get(i), pointer + "/" + i));
    }
    return places;
  }

  private static void put(JsonNode document, String place, String json) {
    int last = place.lastIndexOf('/');
    JsonNode parent = document.at(place.substring(0, last));
    String name = place.substring(last + 1).replace("~1", "/").replace("~0", "~");
    JsonNode value = new POJONode(new RawValue(json));
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), value);
    }
  }
}
