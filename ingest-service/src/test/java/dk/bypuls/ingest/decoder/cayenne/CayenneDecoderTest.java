package dk.bypuls.ingest.decoder.cayenne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.Rejection;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CayenneDecoderTest {

  private static String fields(String hex) throws Rejection {
    return new CayenneDecoder().fields(HexFormat.of().parseHex(hex)).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "000001 | {\"digital_in_0\":1}",
        "ff01ff | {\"digital_out_255\":255}",
        "0102fff6 | {\"analog_in_1\":-0.10}",
        "01037fff | {\"analog_out_1\":327.67}",
        "0164ffffffff | {\"generic_1\":4294967295}",
        "0165ffff | {\"luminosity_1\":65535}",
        "016601 | {\"presence_1\":1}",
        "0367011005 67 00ff | {\"temperature_3\":27.2,\"temperature_5\":25.5}",
        "0167ffd7 | {\"temperature_1\":-4.1}",
        "016863 | {\"relative_humidity_1\":49.5}",
        "067104d2fb2e0000 | {\"accelerometer_6\":{\"x\":1.234,\"y\":-1.234,\"z\":0.000}}",
        "01732771 | {\"barometric_pressure_1\":1009.7}",
        "0174015e | {\"voltage_1\":3.50}",
        "017503e8 | {\"current_1\":1.000}",
        "017600000032 | {\"frequency_1\":50}",
        "017864 | {\"percentage_1\":100}",
        "0179fffe | {\"altitude_1\":-2}",
        "017afffc18 | {\"load_1\":-1.000}",
        "017d0190 | {\"concentration_1\":400}",
        "01800bb8 | {\"power_1\":3000}",
        "0182000004d2 | {\"distance_1\":1.234}",
        "018300003039 | {\"energy_1\":12.345}",
        "01840168 | {\"direction_1\":360}",
        "018569204fa0 | {\"unixtime_1\":1763725216}",
        "0186ff9c00640000 | {\"gyrometer_1\":{\"x\":-1.00,\"y\":1.00,\"z\":0.00}}",
        "0187ff8000 | {\"colour_1\":{\"red\":255,\"green\":128,\"blue\":0}}",
        "018806765ff2960a0003e8 | {\"gps_1\":{\"latitude\":42.3519,\"longitude\":-87.9094,\"altitude\":10.00}}",
        "018e01 | {\"switch_1\":1}"
      })
  void readsEveryType(String hex, String expected) throws Rejection {
    assertThat(fields(hex.replace(" ", ""))).isEqualTo(expected);
  }

  @Test
  void readsNothingOfNothing() throws Rejection {
    assertThat(fields("")).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "0167", "016701", "0167011002", "01ff00", "0104ff", "0171000000"})
  void refusesWhatIsCutOrOfAnotherType(String hex) {
    // When
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> fields(hex));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.DECODER_FAILED);
  }
}
