package dk.bypuls.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.town.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateOptionsTest {
  private static final String BROKER = "tcp://127.0.0.1:1883";

  @Test
  void hasTheDefaultsThatTheHelpNames() {
    // When
    SimulateOptions options = parse("--broker", BROKER);

    // Then
    assertThat(options.seed()).isEqualTo(1);
    assertThat(options.sensors()).isEqualTo(400);
    assertThat(options.kinds()).containsExactly(Kind.values());
    assertThat(options.past()).isEqualTo(Duration.ofDays(2));
    assertThat(options.live()).isFalse();
    assertThat(options.duration()).isNull();
    assertThat(options.speed()).isNull();
    assertThat(options.faults()).isEqualTo(FaultLevel.FEW);
    assertThat(options.perSecond()).isZero();
    assertThat(options.messages()).isZero();
    assertThat(options.start()).isNull();
    assertThat(options.canary()).isEmpty();
    assertThat(options.truth()).isNull();
    assertThat(options.state()).isNull();
  }

  @Test
  void readsEveryOption(@TempDir Path folder) throws Exception {
    // Given
    Path password = Files.writeString(folder.resolve("password"), "secret\n");

    // When
    SimulateOptions options =
        parse(
            "--broker",
            BROKER,
            "--username",
            "network-server",
            "--password-file",
            password.toString(),
            "--seed",
            "-7",
            "--sensors",
            "12",
            "--kinds",
            "air,rain",
            "--past",
            "PT1H",
            "--duration",
            "PT5S",
            "--speed",
            "2.5",
            "--faults",
            "many",
            "--rate",
            "100",
            "--messages",
            "9",
            "--start",
            "2026-01-01T00:00:00Z",
            "--canary",
            "bird",
            "--truth",
            "t",
            "--state",
            "s");

    // Then
    assertThat(options.broker().username()).isEqualTo("network-server");
    assertThat(options.broker().password()).isEqualTo("secret");
    assertThat(options.broker()).asString().doesNotContain("secret");
    assertThat(options.seed()).isEqualTo(-7);
    assertThat(options.kinds()).containsExactly(Kind.AIR, Kind.RAIN);
    assertThat(options.live()).as("a duration is a live one").isTrue();
    assertThat(options.speed()).isEqualTo(2.5);
    assertThat(options.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(options.state()).isEqualTo(Path.of("s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed 1 | --broker is needed",
        "--broker 127.0.0.1 | tcp://127.0.0.1:1883",
        "--broker tcp://h:1 --sensors 0 | from 1 to 20000",
        "--broker tcp://h:1 --sensors many | a whole number",
        "--broker tcp://h:1 --kinds air,fire | no kind \"fire\"",
        "--broker tcp://h:1 --past 48h | such as PT48H",
        "--broker tcp://h:1 --past -PT1H | must not be negative",
        "--broker tcp://h:1 --past PT10000H | at most",
        "--broker tcp://h:1 --speed 0 | above 0",
        "--broker tcp://h:1 --faults some | none, few or many",
        "--broker tcp://h:1 --start yesterday | such as 2026",
        "--broker tcp://h:1 --start 2020-01-01T00:00:00Z | not be before",
        "--broker tcp://h:1 --password-file /does/not/exist | cannot read",
        "--broker tcp://h:1 --seed | needs a value",
        "--broker tcp://h:1 --live --seed --live | needs a value",
        "--borker tcp://h:1 | no option --borker"
      })
  void refusesWhatMakesNoSense(String arguments, String message) {
    // When
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))

        // Then
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private static SimulateOptions parse(String... arguments) {
    return SimulateOptions.of(SimulateOptions.declared().parse(arguments));
  }
}
