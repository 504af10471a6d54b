package dk.bypuls.ingest.decoder.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.events.registry.Layout.Field;
import dk.bypuls.events.registry.Layout.Message;
import dk.bypuls.events.registry.Layout.Stored;
import dk.bypuls.events.registry.Layout.Tagged;
import dk.bypuls.events.registry.Layout.Value;
import dk.bypuls.ingest.intake.Rejection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutDecoderTest {

  private static Field field(String name, int at, Layout.Type type, String scale, String offset) {
    return new Field(
        name,
        at,
        type,
        type.bytes(),
        false,
        null,
        null,
        new BigDecimal(scale),
        new BigDecimal(offset),
        List.of(),
        Map.of(),
        false);
  }

  private static Field number(String name, int at, Layout.Type type) {
    return field(name, at, type, "1", "0");
  }

  private static LayoutDecoder decoder(Field... fields) {
    return decoder(new Message(List.of(), List.of(), List.of(fields), null, null));
  }

  private static LayoutDecoder decoder(Message... messages) {
    return new LayoutDecoder(new Layout(List.of(messages)));
  }

  private static String read(LayoutDecoder decoder, String hex) throws Rejection {
    return read(decoder, hex, 1);
  }

  private static String read(LayoutDecoder decoder, String hex, int port) throws Rejection {
    return decoder.fields(HexFormat.of().parseHex(hex.replace(" ", "")), port).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "U8  | ff | 255 | 255",
        "I8  | ff | -1 | -1",
        "U16 | ff00 | 65280 | 255",
        "I16 | ff00 | -256 | 255",
        "U24 | 800001 | 8388609 | 65664",
        "I24 | 800001 | -8388607 | 65664",
        "U32 | ffffffff | 4294967295 | 4294967295",
        "I32 | fffffffe | -2 | -16777217",
        "F32 | 3fc00000 | 1.5 | 6.8965E-41",
        "F32 | 41a8cccd | 21.1 | -429197344",
        "F64 | 3ff8000000000000 | 1.5 | 3.13984E-319",
        "BCD | 1234 | 1234 | 3412"
      })
  void readsNumbersFromBothEnds(Layout.Type type, String hex, String big, String little)
      throws Rejection {
    // Given
    int bytes = hex.length() / 2;
    Field first =
        new Field(
            "n",
            0,
            type,
            bytes,
            false,
            null,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(),
            Map.of(),
            false);
    Field last =
        new Field(
            "n",
            0,
            type,
            bytes,
            true,
            null,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(),
            Map.of(),
            false);

    // Then
    assertThat(read(decoder(first), hex)).isEqualTo("{\"n\":" + big + "}");
    assertThat(read(decoder(last), hex)).isEqualTo("{\"n\":" + little + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I16 | 0.01 | 0 | ff38 | -2.00",
        "U8 | 0.5 | 0 | 63 | 49.5",
        "U8 | 1 | -40 | 32 | 10",
        "U16 | 0.1 | -273.15 | 0b90 | 22.85",
        "U32 | 10 | 0 | 00000003 | 30",
        "U32 | 123456789012345 | 0 | ffffffff | 530242871153737126256775",
        "U32 | 1 | 0.000000000000001 | ffffffff | 4294967295.000000000000001",
        "F32 | 10 | 1 | 3fc00000 | 16.0"
      })
  void scalesExactly(Layout.Type type, String scale, String offset, String hex, String expected)
      throws Rejection {
    assertThat(read(decoder(field("n", 0, type, scale, offset)), hex))
        .isEqualTo("{\"n\":" + expected + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, U8, b5, 1",
    "7, 7, U8, b5, 1",
    "2, 5, U8, b5, 13",
    "4, 15, I16, ffe7, -2",
    "4, 15, U16, ffe7, 4094",
    "0, 11, U16, 1234, 564"
  })
  void readsBits(int low, int high, Layout.Type type, String hex, String expected)
      throws Rejection {
    // Given
    Field bits =
        new Field(
            "n",
            0,
            type,
            type.bytes(),
            false,
            low,
            high,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(),
            Map.of(),
            false);

    // Then
    assertThat(read(decoder(bits), hex)).isEqualTo("{\"n\":" + expected + "}");
  }

  @Test
  void leavesOutWhatTheDeviceDoesNotHave() throws Rejection {
    // Given
    LayoutDecoder decoder =
        decoder(missing("a", 0, 0x7FFF), missing("b", 2, 0xFFFF), missing("c", 4, -1));

    // Then
    assertThat(read(decoder, "7fff ffff ffff")).isEqualTo("{}");
    assertThat(read(decoder, "7ffe fffe 0000")).isEqualTo("{\"a\":32766,\"b\":-2,\"c\":0}");
  }

  private static Field missing(String name, int at, long missing) {
    return new Field(
        name,
        at,
        Layout.Type.I16,
        2,
        false,
        null,
        null,
        BigDecimal.ONE,
        BigDecimal.ZERO,
        List.of(missing),
        Map.of(),
        false);
  }

  @Test
  void saysWhatNumbersStandFor() throws Rejection {
    // Given
    Field door =
        new Field(
            "door",
            0,
            Layout.Type.I8,
            1,
            false,
            null,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(),
            Map.of(0L, "false", 1L, "true", 2L, "12.50", 3L, "tampered", -1L, "-1"),
            false);

    // Then
    assertThat(read(decoder(door), "00")).isEqualTo("{\"door\":false}");
    assertThat(read(decoder(door), "01")).isEqualTo("{\"door\":true}");
    assertThat(read(decoder(door), "02")).isEqualTo("{\"door\":12.50}");
    assertThat(read(decoder(door), "03")).isEqualTo("{\"door\":\"tampered\"}");
    assertThat(read(decoder(door), "ff")).isEqualTo("{\"door\":-1}");
    assertThat(read(decoder(door), "04")).isEqualTo("{}");
  }

  @Test
  void leavesOutWhatIsBeyondThePayloadUnlessItIsRequired() throws Rejection {
    // Given
    LayoutDecoder lenient =
        decoder(number("a", 0, Layout.Type.U8), number("b", 1, Layout.Type.U16));
    Field required =
        new Field(
            "b",
            1,
            Layout.Type.U16,
            2,
            false,
            null,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(),
            Map.of(),
            true);

    // When
    Rejection rejection = rejection(decoder(number("a", 0, Layout.Type.U8), required), "0102");

    // Then
    assertThat(read(lenient, "0102")).isEqualTo("{\"a\":1}");
    assertThat(rejection.reason()).isEqualTo(Reason.DECODER_FAILED);
    assertThat(rejection).hasMessage("the payload has 2 bytes and ends before the field b");
  }

  private static Rejection rejection(LayoutDecoder decoder, String hex) {
    return catchThrowableOfType(Rejection.class, () -> read(decoder, hex));
  }

  @Test
  void takesTheMessageThatFitsPortAndFirstByte() throws Rejection {
    // Given
    LayoutDecoder decoder =
        decoder(
            new Message(
                List.of(2), List.of(1, 3), List.of(number("a", 1, Layout.Type.U8)), null, null),
            new Message(List.of(2), List.of(), List.of(number("b", 1, Layout.Type.U8)), null, null),
            new Message(
                List.of(3), List.of(), List.of(number("c", 0, Layout.Type.U8)), null, null));

    // Then
    assertThat(read(decoder, "0107", 2)).isEqualTo("{\"a\":7}");
    assertThat(read(decoder, "0307", 2)).isEqualTo("{\"a\":7}");
    assertThat(read(decoder, "0207", 2)).isEqualTo("{\"b\":7}");
    assertThat(read(decoder, "07", 3)).isEqualTo("{\"c\":7}");
    assertThat(catchThrowableOfType(Rejection.class, () -> read(decoder, "07", 4)).reason())
        .isEqualTo(Reason.DECODER_FAILED);
  }

  @Test
  void readsBlocksOfWhatWasMeasuredEarlier() throws Rejection {
    // Given
    Field level = missing("level", 0, 0xFFFF);
    LayoutDecoder newestFirst = decoder(stored(level, false));
    LayoutDecoder oldestFirst = decoder(stored(level, true));

    // Then
    assertThat(read(newestFirst, "09 0001 ffff 0003 00"))
        .isEqualTo(
            "{\"battery\":9,\"stored\":[{\"level\":1,\"age\":0},{\"level\":3,\"age\":1200}]}");
    assertThat(read(oldestFirst, "09 0001 ffff 0003"))
        .isEqualTo(
            "{\"battery\":9,\"stored\":[{\"level\":1,\"age\":1200},{\"level\":3,\"age\":0}]}");
    assertThat(read(newestFirst, "09")).isEqualTo("{\"battery\":9,\"stored\":[]}");
    assertThat(read(newestFirst, "")).isEqualTo("{\"stored\":[]}");
  }

  private static Message stored(Field field, boolean oldestFirst) {
    return new Message(
        List.of(),
        List.of(),
        List.of(number("battery", 0, Layout.Type.U8)),
        new Stored("stored", 1, 2, Duration.ofMinutes(10), oldestFirst, List.of(field)),
        null);
  }

  @Test
  void readsValuesByTheirType() throws Rejection {
    // Given
    LayoutDecoder decoder = decoder(tagged(1, false));

    // Then
    assertThat(read(decoder, "02 0905 01 00ea")).isEqualTo("{\"t\":234}");
    assertThat(rejection(decoder, "0100ea03"))
        .hasMessage("the type at byte 3 is not in the layout");
    assertThat(rejection(decoder, "0100"))
        .hasMessage("the payload ends within the value at byte 1");
  }

  @Test
  void passesOverTypesThatItDoesNotKnowWhereTheirLengthIsSaid() throws Rejection {
    // Given
    LayoutDecoder decoder = decoder(tagged(2, true));

    // Then
    assertThat(read(decoder, "0101 03 aabbcc 0001 02 00ea")).isEqualTo("{\"t\":234}");
    assertThat(rejection(decoder, "0101 03 aabb"))
        .hasMessage("the payload ends within the value at byte 3");
    assertThat(rejection(decoder, "0101")).hasMessage("the payload ends within the type at byte 0");
  }

  private static Message tagged(int typeBytes, boolean lengthByte) {
    return new Message(
        List.of(),
        List.of(),
        List.of(),
        null,
        new Tagged(
            0,
            typeBytes,
            lengthByte,
            List.of(
                new Value(1, 2, List.of(number("t", 0, Layout.Type.I16))),
                new Value(2, 2, List.of()))));
  }

  @Test
  void neitherHangsNorBreaksAtAnyBytes() {
    // Given
    Random random = new Random(3);
    LayoutDecoder decoder =
        decoder(
            new Message(
                List.of(),
                List.of(),
                List.of(
                    new Field(
                        "bcd",
                        0,
                        Layout.Type.BCD,
                        8,
                        true,
                        null,
                        null,
                        new BigDecimal("0.1"),
                        BigDecimal.ONE,
                        List.of(),
                        Map.of(),
                        false),
                    field("f", 3, Layout.Type.F64, "0.01", "5")),
                new Stored(
                    "stored",
                    5,
                    3,
                    Duration.ofMinutes(1),
                    true,
                    List.of(field("n", 0, Layout.Type.I24, "0.1", "1"))),
                new Tagged(2, 1, true, List.of(new Value(1, 1, List.of())))));

    for (int i = 0; i < 20_000; i++) {
      byte[] payload = new byte[random.nextInt(60)];
      random.nextBytes(payload);

      // When
      Throwable thrown = catchThrowableOfType(Throwable.class, () -> decoder.fields(payload, 1));

      // Then
      assertThat(thrown == null || thrown instanceof Rejection).isTrue();
    }
  }
}
