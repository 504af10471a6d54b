package dk.bypuls.ingest.format.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.Defaults;
import dk.bypuls.ingest.intake.InboundMessage;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenmlTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:15:31Z");

  private final Senml senml = new Senml(Defaults.settings().intake());

  private List<Part> read(byte[] body) throws Rejection {
    return senml.read(new InboundMessage("havnstrup-senml", body, ARRIVAL, Way.UNTOLD));
  }

  private List<Uplink> uplinks(String json) throws Rejection {
    return uplinks(read(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Uplink> uplinks(List<Part> parts) {
    return parts.stream().map(part -> ((Part.Spoken) part).uplink()).toList();
  }

  @Test
  void resolvesBasesAndGathersWhatOneDeviceSaysAtOneTime() throws Rejection {
    // When
    List<Uplink> uplinks =
        uplinks(
            """
            [{"bn":"urn:dev:mac:0024befffe804ff1/","bt":1795252530,"bu":"Cel","n":"temperature","v":23.10},
             {"n":"humidity","u":"%RH","v":67},
             {"n":"temperature","t":-60,"v":22.5},
             {"n":"door","u":"","vb":true},
             {"n":"state","u":"","vs":"ok"},
             {"n":"picture","vd":"AAAA"},
             {"n":"energy","u":"kWh","s":12.5}]
            """);

    // Then
    assertThat(uplinks)
        .extracting(Uplink::device, Uplink::observedAt, it -> it.document().toString())
        .containsExactly(
            tuple(
                "urn:dev:mac:0024befffe804ff1",
                Instant.ofEpochSecond(1795252530),
                "{\"temperature\":23.10,\"humidity\":67,\"door\":true,\"state\":\"ok\",\"energy-sum\":12.5}"),
            tuple(
                "urn:dev:mac:0024befffe804ff1",
                Instant.ofEpochSecond(1795252470),
                "{\"temperature\":22.5}"));
    assertThat(uplinks.get(0).units()).isEqualTo(Map.of("/temperature", "Cel", "/humidity", "%"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "urn:dev:ow:10e2073a01080063, '', urn:dev:ow:10e2073a01080063, value",
        "urn:dev:ow:10e2073a01080063:, voltage, urn:dev:ow:10e2073a01080063, voltage",
        "urn:dev:mac:0024befffe804ff1_, out/temp, urn:dev:mac:0024befffe804ff1, out/temp",
        "urn:dev:os:32473-12345:, t, urn:dev:os:32473-12345, t",
        "'', pump7/flow, pump7, flow",
        "'', pump7, pump7, value",
        "pump7, '', pump7, value",
        "pump7/, flow, pump7, flow",
        "pump7:, flow, pump7, flow",
        "pump7, flow, pump7, flow",
        "city/, pump7/flow, city/pump7, flow",
        "pump7-, flow, pump7, flow"
      })
  void tellsTheDeviceFromTheField(String baseName, String name, String device, String field)
      throws Rejection {
    // When
    List<Uplink> uplinks =
        uplinks("[{\"bn\":\"" + baseName + "\",\"n\":\"" + name + "\",\"v\":1}]");

    // Then
    assertThat(uplinks)
        .extracting(Uplink::device, it -> it.document().toString())
        .containsExactly(tuple(device, "{\"" + field + "\":1}"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, 0, -",
        "0, -5.5, 2026-11-21T09:15:25.500Z",
        "-60, 10, 2026-11-21T09:14:41Z",
        "0, 268435455, 2035-05-25T06:39:46Z",
        "0, 268435456, 1978-07-04T21:24:16Z",
        "1.795252530e9, -0.25, 2026-11-21T09:15:29.750Z",
        "1e30, 0, +1000000000-12-31T23:59:59.999999999Z"
      })
  void countsSmallTimesFromNow(String base, String time, Instant observedAt) throws Rejection {
    assertThat(uplinks("[{\"bn\":\"a\",\"bt\":" + base + ",\"t\":" + time + ",\"v\":1}]"))
        .extracting(Uplink::observedAt)
        .containsExactly(observedAt);
  }

  @Test
  void addsBaseValuesAndBaseSums() throws Rejection {
    assertThat(
            uplinks(
                "[{\"bn\":\"a/\",\"bv\":20,\"bs\":100,\"n\":\"t\",\"v\":0.5},"
                    + "{\"n\":\"u\"},{\"n\":\"e\",\"s\":1}]"))
        .extracting(it -> it.document().toString())
        .containsExactly("{\"t\":20.5,\"u\":20,\"e-sum\":101}");
  }

  @Test
  void readsCbor() throws Rejection {
    // Given [{-2: "urn:dev:ow:10e2073a01080063:", -3: 1795252530.25, 0: "t", 1: "Cel", 2: 23.1 as
    // double}, {0: "h", 2: 4([-1, 495])}, {0: "p", 2: half 1.5}, {0: "f", 2: float 21.1}]
    byte[] body =
        HexFormat.of()
            .parseHex(
                "84"
                    + "a5"
                    + "21"
                    + "781c"
                    + hex("urn:dev:ow:10e2073a01080063:")
                    + "22"
                    + "fb41dac0584c900000"
                    + "00"
                    + "6174"
                    + "01"
                    + "6343656c"
                    + "02"
                    + "fb403719999999999a"
                    + "a2"
                    + "00"
                    + "6168"
                    + "02"
                    + "c482201901ef"
                    + "a2"
                    + "00"
                    + "6170"
                    + "02"
                    + "f93e00"
                    + "a2"
                    + "00"
                    + "6166"
                    + "02"
                    + "fa41a8cccd");

    // When
    List<Uplink> uplinks = uplinks(read(body));

    // Then
    assertThat(uplinks)
        .extracting(Uplink::device, Uplink::observedAt, it -> it.document().toString())
        .containsExactly(
            tuple(
                "urn:dev:ow:10e2073a01080063",
                Instant.parse("2026-11-21T09:15:30.250Z"),
                "{\"t\":23.1,\"h\":49.5,\"p\":1.5,\"f\":21.1}"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsEachMessageSoThatItCanBeReadAgainAlone() throws Rejection {
    // Given
    List<Part> parts =
        read(
            "[{\"bn\":\"a/\",\"bt\":1795252530,\"bu\":\"Cel\",\"n\":\"t\",\"v\":1},{\"t\":5,\"n\":\"t\",\"v\":2}]"
                .getBytes(StandardCharsets.UTF_8));

    // When
    List<Part> again = read(((Part.Spoken) parts.get(1)).original().get());

    // Then
    assertThat(uplinks(again)).containsExactly(((Part.Spoken) parts.get(1)).uplink());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"v\":1}]",
        "[{\"n\":\"a b\",\"v\":1}]",
        "[{\"n\":\"-a\",\"v\":1}]",
        "[{\"n\":\"a\",\"v\":\"1\"}]",
        "[{\"n\":\"a\",\"v\":true}]",
        "[{\"n\":\"a\",\"vb\":1}]",
        "[{\"n\":\"a\",\"v\":1,\"new_\":1}]",
        "[{\"n\":\"a\",\"bver\":11,\"v\":1}]",
        "[{\"n\":\"a\",\"v\":1e999999999}]",
        "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":2}]",
        "[{\"n\":\"a\",\"n\":\"a\",\"v\":2}]",
        "[{\"n\":\"a\",\"v\":NaN}]"
      })
  void refusesWhatIsNoPack(String body) {
    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> uplinks(body));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81", // cut
        "81a1", // cut
        "81a20061610200ff", // more behind
        "81a20061610061", // cut
        "81a300616102000201", // a label twice
        "81a200616102f97e00", // NaN
        "81a200616102fa7f800000", // infinite
        "81a200616102c4821b7fffffffffffffff01", // an exponent without end
        "81a200616102c4823a7fffffff01",
        "9b7fffffffffffffff", // a list without end
        "817b7fffffffffffffff61", // a text without end
        "818181818181818181818181818181818181818181818181818181818181818181818181818181818100"
      })
  void refusesCborThatIsBrokenOrGoesPastALimit(String hex) {
    // When
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> read(HexFormat.of().parseHex(hex)));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.UNDECODABLE);
  }

  @Test
  void neitherHangsNorBreaksAtAnyBytes() {
    // Given
    Random random = new Random(8428);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = new byte[1 + random.nextInt(80)];
      random.nextBytes(body);
      body[0] = (byte) (0x80 | random.nextInt(32));

      // When
      Throwable thrown = catchThrowableOfType(Throwable.class, () -> read(body));

      // Then
      assertThat(thrown == null || thrown instanceof Rejection).isTrue();
    }
  }

  @Test
  void refusesMoreMessagesThanMayComeInABody() {
    // Given
    StringBuilder body = new StringBuilder("[{\"bn\":\"a\",\"v\":1}");
    for (int i = 1; i <= 1_000; i++) {
      body.append(",{\"t\":").append(-i).append(",\"v\":1}");
    }
    body.append(']');

    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> uplinks(body.toString()));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.TOO_LARGE);
  }
}
