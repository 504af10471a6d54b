package dk.bypuls.ingest.format.sigfox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Origin;
import dk.bypuls.ingest.format.Sample;
import dk.bypuls.ingest.intake.Outcome.Rule;
import dk.bypuls.ingest.intake.Part;
import dk.bypuls.ingest.intake.Rejection;
import dk.bypuls.ingest.intake.Uplink;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigfoxTest {

  private static final Sample UPLINK = Sample.of("sigfox", "sigfox/uplink.json");
  private static final Sample ADVANCED = Sample.of("sigfox", "sigfox/data-advanced.json");

  @Test
  void readsAnUplink() throws Rejection {
    // When
    Uplink uplink = UPLINK.uplink();

    // Then
    assertThat(uplink.device()).isEqualTo("1a2b3c");
    assertThat(uplink.observedAt()).isEqualTo(Instant.parse("2026-11-21T09:15:30Z"));
    assertThat(uplink.origin()).isEqualTo(Origin.ofMessage("1a2b3c", "815@1795252530"));
    assertThat(Objects.requireNonNull(uplink.payload()).bytes())
        .isEqualTo(HexFormat.of().parseHex("016700f0026863"));
    assertThat(uplink.document().at("/radio/rssi").decimalValue()).isEqualByComparingTo("-119");
    assertThat(uplink.document().at("/radio/snr").decimalValue()).isEqualByComparingTo("14.2");
    assertThat(uplink.document().path("radio").has("gateways")).isFalse();
  }

  @Test
  void bothCallbacksOfOneMessageAreOne() throws Rejection {
    // When
    Uplink advanced = ADVANCED.uplink();

    // Then
    assertThat(advanced.origin()).isEqualTo(UPLINK.uplink().origin());
    assertThat(advanced.document().at("/radio/rssi").decimalValue()).isEqualByComparingTo("-119");
    assertThat(advanced.document().at("/radio/gateways").intValue()).isEqualTo(2);
    assertThat(advanced.document().toString()).doesNotContain("lat");
  }

  @Test
  void withoutASequenceNumberTimeAndContentTell() throws Rejection {
    assertThat(UPLINK.with("/seqNumber", null).uplink().origin()).isNull();
    assertThat(UPLINK.with("/seqNumber", "\"null\"").uplink().origin()).isNull();
  }

  @Test
  void dropsAStatusByRule() throws Rejection {
    assertThat(UPLINK.with("/data", null).with("/batt", "\"3.3\"").parts())
        .containsExactly(new Part.Unread(Rule.NOT_AN_UPLINK));
  }

  @ParameterizedTest
  @CsvSource({
    "/device, '\"hemmelig\"'",
    "/device, 'null'",
    "/device, '{}'",
    "/data, '\"xyz\"'",
    "/data, '\"123\"'",
    "/time, '\"yesterday\"'",
    "/time, '12'",
    "/seqNumber, '-1'",
    "/seqNumber, '\"{seqNumber}\"'"
  })
  void refusesWhatCannotBe(String pointer, String json) {
    assertThat(UPLINK.with(pointer, json).rejection()).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device=1A2B3C&data=01", "7", "[[]]"})
  void refusesOtherBodies(String body) {
    assertThat(UPLINK.body(body).rejection()).isNotBlank();
  }
}
