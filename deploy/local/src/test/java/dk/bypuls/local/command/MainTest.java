package dk.bypuls.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.local.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Not those that hand over to another program, which is there or not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "status",
        "logs",
        "down",
        "apply",
        "token",
        "keys",
        "decode",
        "quarantine",
        "gate",
        "feedback",
        "usage",
        "publish-back",
        "recall",
        "back-fill",
        "privacy"
      })
  void answersHelpOfEveryCommandWithZero(String command) {
    // When
    int code = run(command, "--help");

    // Then
    assertThat(code).isZero();
    assertThat(out()).contains("Usage: ./bypuls " + command, "--data DIR");
  }

  @Test
  void listsEveryCommandWhenNothingIsSaid() {
    assertThat(run()).isZero();
    assertThat(out())
        .contains(
            "up ",
            "status ",
            "logs ",
            "down ",
            "apply ",
            "token ",
            "keys ",
            "decode ",
            "quarantine ",
            "gate ",
            "feedback ",
            "usage ",
            "publish-back ",
            "recall ",
            "back-fill ",
            "privacy ",
            "recompute ",
            "simulate ",
            "bench ");
  }

  @Test
  void namesTheNearestCommandForAMistypedOne() {
    assertThat(run("sttus")).isEqualTo(2);
    assertThat(err()).startsWith("bypuls: unknown command sttus, perhaps status;");
  }

  @Test
  void namesTheNearestOptionForAMistypedOne() {
    assertThat(run("up", "--detatch")).isEqualTo(2);
    assertThat(err()).startsWith("bypuls: unknown option --detatch, perhaps --detach");
  }

  @Test
  void makesNoGuessWhenNothingIsNear() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(err()).doesNotContain("perhaps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port-base", "--port-base=many", "--detach=yes", "surplus"})
  void refusesWhatUpCannotUnderstand(String word) {
    assertThat(run("up", word)).isEqualTo(2);
    assertThat(err().lines()).hasSize(1);
  }

  @Test
  void refusesAPortBaseThatLeavesNoRoomForAllPorts(@TempDir Path folder) {
    assertThat(run("up", "--port-base", "65535", "--data", folder.toString())).isEqualTo(1);
    assertThat(err()).contains("the port base must be between 1024 and");
  }

  @Test
  void saysWhyTheFolderOfACityCannotBeMade(@TempDir Path folder) throws Exception {
    // Given
    Path file = Files.createFile(folder.resolve("a-file"));

    // When
    int code = run("up", "--data", file.toString(), "--port-base", "" + FreePorts.block(7));

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            "bypuls: cannot create the folder %1$s: %1$s is there already, and is not a folder\n"
                .formatted(file));
  }

  @Test
  void saysThatNoCityRuns(@TempDir Path folder) {
    assertThat(run("status", "--data", folder.toString())).isEqualTo(1);
    assertThat(out()).contains("no city runs in " + folder);
    assertThat(run("down", "--data=" + folder)).isZero();
  }

  @Test
  void saysWhichRegistryFileIsMissing(@TempDir Path folder) throws Exception {
    // Given
    Files.writeString(
        folder.resolve("city.properties"),
        """
        api.port=1\ningest.port=2\naggregator.port=3\nmqtt.port=4\nkafka.port=5\ndatabase.port=6
        born=2026-11-01T00:00:00Z
        """);

    // When
    int code = run("apply", "absent.yaml", "--data", folder.toString());

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(err()).isEqualTo("bypuls: absent.yaml does not exist\n");
  }

  @Test
  void wantsEitherARoleOrASourceForAToken() {
    assertThat(run("token", "add", "me")).isEqualTo(2);
    assertThat(run("token", "add", "me", "--role", "admin", "--source", "s")).isEqualTo(2);
    assertThat(run("token", "ad")).isEqualTo(2);
    assertThat(err()).contains("say either --role R, --source S or --pilot D", "perhaps add");
  }

  @Test
  void wantsEitherAPolicyOrAVersionForASimulation() {
    assertThat(run("privacy", "simulate", "a-set", "--from", "P7D", "--to", "PT0S")).isEqualTo(2);
    assertThat(run("privacy", "simulate", "a-set", "--from", "P7D", "--version", "1", "--k", "x"))
        .isEqualTo(2);
    assertThat(run("privacy", "simulte", "a-set")).isEqualTo(2);
    assertThat(err())
        .contains("say either --policy FILE or --version N", "perhaps simulate")
        .contains("--k is whole numbers such as 10,20,50, not x");
  }

  private int run(String... line) {
    return new Main()
        .run(List.of(line), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
