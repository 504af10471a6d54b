package dk.bypuls.ingest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.CodedOutputStream;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.events.registry.Layout.Field;
import dk.bypuls.events.registry.Layout.Message;
import dk.bypuls.events.registry.Layout.Stored;
import dk.bypuls.events.registry.Layout.Tagged;
import dk.bypuls.events.registry.Layout.Value;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.events.registry.WrittenTimes;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.batch.RecordTooLongException;
import dk.bypuls.ingest.batch.Records;
import dk.bypuls.ingest.decoder.cayenne.CayenneDecoder;
import dk.bypuls.ingest.decoder.layout.LayoutDecoder;
import dk.bypuls.ingest.format.Times;
import dk.bypuls.ingest.intake.FieldPath;
import dk.bypuls.ingest.intake.Format.Body;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.StrictJson;
import dk.bypuls.ingest.intake.WrittenTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser on bytes that a fuzzer finds. Without {@code JAZZER_FUZZ} only the seeds and what
 * was found before are tried.
 */
class ParsersFuzzTest {

  private static final String LONG = "10m";

  private static final List<SourceFormat> FORMATS = List.of(SourceFormat.values());

  private static final Instant MESSAGE = Instant.parse("2026-11-21T09:15:33Z");
  private static final ObjectMapper ANY_JSON = new ObjectMapper();
  private static final StrictJson STRICT_JSON = new StrictJson(Defaults.settings().intake());
  private static final Map<SourceFormat, KnownSender> SENDERS = new EnumMap<>(SourceFormat.class);
  private static final LayoutDecoder LAYOUT = layout();
  private static final CayenneDecoder CAYENNE = new CayenneDecoder();

  /** The first byte says which format. */
  @MethodSource("formatSeeds")
  @FuzzTest(maxDuration = LONG)
  void everyFormat(byte[] data) {
    if (data.length > 0) {
      SourceFormat format = FORMATS.get((data[0] & 0xff) % FORMATS.size());
      take(format, Arrays.copyOfRange(data, 1, data.length));
    }
  }

  static Stream<Arguments> formatSeeds() {
    return FORMATS.stream()
        .map(format -> bytes(joined(FORMATS.indexOf(format), KnownSender.sample(format))));
  }

  /** The same records, whether the bytes come at once or one by one; the last byte says which. */
  @MethodSource("recordSeeds")
  @FuzzTest(maxDuration = LONG)
  void records(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] body = Arrays.copyOf(data, data.length - 1);
    boolean isTable = data[data.length - 1] % 2 == 0;
    List<byte[]> records = records(isTable, body, Math.max(body.length, 1));
    if (!Arrays.deepEquals(records.toArray(), records(isTable, body, 1).toArray())) {
      throw new AssertionError("it depends on how it arrives");
    }
    records.forEach(record -> take(isTable ? SourceFormat.CSV : SourceFormat.JSON, record));
  }

  private static List<byte[]> records(boolean isTable, byte[] body, int step) {
    List<byte[]> found = new ArrayList<>();
    Records records =
        new Records(
            isTable ? Body.ROWS : Body.LINES,
            Defaults.settings(Map.of("bypuls.ingest.intake.body-bytes", "1024")).intake(),
            entry -> found.add(entry.body()));
    try {
      for (int from = 0; from < body.length; from += step) {
        int to = Math.min(body.length, from + step);
        for (int at = from; at < to; ) {
          at = records.read(body, at, to);
        }
      }
      records.finish();
    } catch (RecordTooLongException expected) {
      // What came before was handed on.
    }
    return found;
  }

  static Stream<Arguments> recordSeeds() {
    return Stream.concat(
            HostileBodies.tables().values().stream().map(body -> ended(body, 0)),
            HostileBodies.lines().values().stream().map(body -> ended(body, 1)))
        .filter(body -> body.length < 2_000)
        .map(ParsersFuzzTest::bytes);
  }

  private static byte[] ended(byte[] body, int last) {
    byte[] all = Arrays.copyOf(body, body.length + 1);
    all[body.length] = (byte) last;
    return all;
  }

  @MethodSource("protobufSeeds")
  @FuzzTest(maxDuration = LONG)
  void chirpStackProtobuf(byte[] body) {
    take(SourceFormat.CHIRPSTACK_V4, body);
  }

  static Stream<Arguments> protobufSeeds() {
    return Stream.of(bytes(protobuf()), bytes(HexFormat.of().parseHex("0a0161120608f2e681d906")));
  }

  @MethodSource("cborSeeds")
  @FuzzTest(maxDuration = LONG)
  void senmlCbor(byte[] body) {
    take(SourceFormat.SENML, body);
  }

  static Stream<Arguments> cborSeeds() {
    return Stream.of(
            "81a5216161220122fb41dac0584c90000000617402fb403719999999999a",
            "81a200616102c482201901ef",
            "82a200617002f93e00a200616602fa41a8cccd",
            "81a200616102c4821b7fffffffffffffff01",
            "81a200616102c24501ffffffff")
        .map(hex -> bytes(HexFormat.of().parseHex(hex)));
  }

  @MethodSource("payloadSeeds")
  @FuzzTest(maxDuration = LONG)
  void cayenne(byte[] payload) {
    try {
      CAYENNE.fields(payload);
    } catch (Rejection expected) {
      // What is not read is told so.
    }
  }

  @MethodSource("payloadSeeds")
  @FuzzTest(maxDuration = LONG)
  void layouts(byte[] payload) {
    for (int port = 1; port <= 2; port++) {
      try {
        LAYOUT.fields(payload, port);
      } catch (Rejection expected) {
        // What is not read is told so.
      }
    }
  }

  static Stream<Arguments> payloadSeeds() {
    return Stream.of(
            "03670110056700ff",
            "067104d2fb2e0000",
            "018806765ff2960a0003e8",
            "018569204fa0",
            "0101020304050607080102030405060708",
            "02010234ff")
        .map(hex -> bytes(HexFormat.of().parseHex(hex)));
  }

  @MethodSource("timeSeeds")
  @FuzzTest(maxDuration = LONG)
  void times(byte[] written) {
    List<JsonNode> all = new ArrayList<>();
    all.add(TextNode.valueOf(new String(written, UTF_8)));
    try {
      all.add(STRICT_JSON.parse(written));
    } catch (Rejection expected) {
      // As a text only, then.
    }
    for (JsonNode each : all) {
      time(() -> Times.read(each, "/time"));
      for (String format : WrittenTimes.FORMATS) {
        WrittenTime times = WrittenTime.of(format, "Europe/Copenhagen");
        time(() -> times.read(each, MESSAGE, "/time"));
      }
      WrittenTime pattern = WrittenTime.of("dd-MM-yyyy HH:mm:ss", "Europe/Copenhagen");
      time(() -> pattern.read(each, MESSAGE, "/time"));
    }
  }

  static Stream<Arguments> timeSeeds() {
    return Stream.of(
            "2026-11-21T09:15:30.123Z",
            "2026-10-25T02:30:00",
            "2026-11-21 09:15+01:00",
            "0000-01-01T00:00:00Z",
            "21-11-2026 09:15:30",
            "1795252530",
            "1795252530.5",
            "1795252530123",
            "1e-400",
            "-1e99")
        .map(text -> bytes(text.getBytes(UTF_8)));
  }

  /** A pointer and a document, parted by a line feed. */
  @MethodSource("pointerSeeds")
  @FuzzTest(maxDuration = LONG)
  void pointersAndSelections(byte[] data) {
    String text = new String(data, UTF_8);
    int end = text.indexOf('\n');
    if (end < 0) {
      return;
    }
    try {
      FieldPath.of(text.substring(0, end)).in(ANY_JSON.readTree(text.substring(end + 1)));
    } catch (IllegalArgumentException | JsonProcessingException expected) {
      // A pointer that is none is refused where it is registered.
    }
  }

  static Stream<Arguments> pointerSeeds() {
    return Stream.of(
            "/a/b\n{\"a\":{\"b\":1}}",
            "/values[name=temp]/value\n{\"values\":[{\"name\":\"temp\",\"value\":1}]}",
            "/a[b=c][d=e]/0/~0~1\n{\"a\":[{\"b\":\"c\"}]}",
            "\n1")
        .map(text -> bytes(text.getBytes(UTF_8)));
  }

  @MethodSource("jsonSeeds")
  @FuzzTest(maxDuration = LONG)
  void strictJson(byte[] body) {
    try {
      STRICT_JSON.parse(body);
    } catch (Rejection expected) {
      if (expected.detail().length() > 200) {
        throw new AssertionError("a rejection tells too much");
      }
    }
  }

  static Stream<Arguments> jsonSeeds() {
    return Stream.of(
            "{\"a\":[1,-2.5e10,true,null,\"\\u00e6\\ud83d\\ude00\"]}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1e9999999999}",
            "[NaN]",
            "\ufeff{}",
            "{}{}")
        .map(text -> bytes(text.getBytes(UTF_8)));
  }

  private static void take(SourceFormat format, byte[] body) {
    KnownSender sender = SENDERS.computeIfAbsent(format, KnownSender::of);
    check(sender.send(body));
    sender.publisher.readings.clear();
    sender.publisher.quarantined.clear();
    if (sender.inFlight() != 0 || sender.toldOf() != sender.received()) {
      throw new AssertionError("a message is not accounted for");
    }
  }

  private static void check(Outcome outcome) {
    if (outcome instanceof Several several) {
      several.each().forEach(ParsersFuzzTest::check);
    } else if (outcome instanceof SetAside aside && aside.reason() == Reason.POISON) {
      throw new AssertionError("a mistake of ours");
    }
  }

  private static void time(Reading reading) {
    try {
      reading.read();
    } catch (Rejection expected) {
      // What is no time is told so.
    }
  }

  private interface Reading {
    Instant read() throws Rejection;
  }

  private static LayoutDecoder layout() {
    List<Field> fields =
        Arrays.stream(Layout.Type.values()).map(type -> field(type, type.bytes())).toList();
    return new LayoutDecoder(
        new Layout(
            List.of(
                new Message(List.of(1), List.of(1), fields, null, null),
                new Message(
                    List.of(2),
                    List.of(2),
                    List.of(),
                    null,
                    new Tagged(
                        1, 1, true, List.of(new Value(1, 2, List.of(field(Layout.Type.I16, 0)))))),
                new Message(
                    List.of(),
                    List.of(),
                    List.of(field(Layout.Type.U8, 0)),
                    new Stored(
                        "earlier",
                        1,
                        2,
                        Duration.ofMinutes(10),
                        true,
                        List.of(field(Layout.Type.U16, 0))),
                    null))));
  }

  private static Field field(Layout.Type type, int at) {
    return new Field(
        type.name(),
        at,
        type,
        Math.max(type.bytes(), 1),
        at % 2 == 1,
        null,
        null,
        new BigDecimal("0.1"),
        new BigDecimal("-40"),
        List.of(),
        Map.of(),
        false);
  }

  private static Arguments bytes(byte[] data) {
    return Arguments.of((Object) data);
  }

  private static byte[] joined(int first, String rest) {
    byte[] body = rest.getBytes(UTF_8);
    byte[] all = new byte[body.length + 1];
    all[0] = (byte) first;
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }

  private static byte[] protobuf() {
    try {
      return message(
          up -> {
            up.writeString(1, "7c0e9f5e-20a4-4d0e-9c7f-6b1d9e0a4b11");
            up.writeByteArray(2, message(time -> time.writeInt64(1, MESSAGE.getEpochSecond())));
            up.writeByteArray(3, message(device -> device.writeString(8, "a84041000181c061")));
            up.writeString(4, "00189440");
            up.writeUInt32(7, 4711);
            up.writeUInt32(8, 2);
            up.writeByteArray(10, new byte[] {1, 103, 0, -16});
            up.writeByteArray(
                11,
                message(
                    object ->
                        object.writeByteArray(
                            1,
                            message(
                                entry -> {
                                  entry.writeString(1, "temperature");
                                  entry.writeByteArray(
                                      2, message(value -> value.writeDouble(2, 24.05)));
                                }))));
            up.writeByteArray(12, message(gateway -> gateway.writeInt32(6, -57)));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }
}
