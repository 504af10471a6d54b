package dk.bypuls.ingest.format.os2iot;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Origin;
import dk.bypuls.ingest.Havnstrup;
import dk.bypuls.ingest.format.Sample;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Os2iotTest {

  private static final Sample DECODED = Sample.of("os2iot", "os2iot/decoded.json");

  @Test
  void readsWhatADecoderReturned() throws Rejection {
    // When
    Uplink uplink = DECODED.uplink();

    // Then
    assertThat(uplink.device()).isEqualTo("a84041000181c061");
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30.123Z"));
    assertThat(uplink.origin()).isNull();
    assertThat(uplink.measuredPart()).isEqualTo("/object");
    assertThat(uplink.document().at("/object/temperature").intValue()).isEqualTo(24);
    assertThat(uplink.document().path("object").has("deviceId")).isFalse();
    assertThat(uplink.document().path("object").has("time")).isFalse();
  }

  @Test
  void takesTheMessageIdThatADecoderReturns() throws Rejection {
    assertThat(DECODED.with("/messageId", "\"c061-4711\"").uplink().origin())
        .isEqualTo(Origin.ofMessage("a84041000181c061", "c061-4711"));
  }

  @Test
  void theSameUplinkIsTheSameByOs2iotAndByChirpStack() throws Rejection {
    // When
    Uplink uplink = DECODED.body(Havnstrup.uplink()).uplink();

    // Then
    assertThat(uplink.origin())
        .isEqualTo(
            Origin.ofUplink(
                Havnstrup.DEV_EUI, "00189440", 4711, Base64.getDecoder().decode("AWcA8AJoYw==")));
    assertThat(uplink.document().has("object")).isTrue();
  }

  @Test
  void theSameMessageIsTheSameByOs2iotAndBySigfox() throws Rejection {
    assertThat(Sample.of("os2iot", "os2iot/sigfox.json").uplink().origin())
        .isEqualTo(Sample.of("sigfox", "sigfox/uplink.json").uplink().origin());
  }

  @Test
  void aGenericHttpDeviceIsNamedByItsAddress() throws Rejection {
    // When
    Uplink uplink = DECODED.body("{\"level\":3.5}").uplink(new Way("devices/Pump-1", null, null));

    // Then
    assertThat(uplink.device()).isEqualTo("pump-1");
    assertThat(uplink.observedAt()).isNull();
    assertThat(uplink.document().at("/object/level").decimalValue()).isEqualByComparingTo("3.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"level\":3}", "{\"deviceId\":\"\"}", "{\"deviceId\":{}}", "7", "[\"x\"]"})
  void refusesWhatNamesNoDevice(String body) {
    assertThat(DECODED.body(body).rejection()).isNotBlank();
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThat(DECODED.with("/time", "\"hemmelig\"").rejection()).contains("/time");
  }
}
