package dk.bypuls.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsTest {
  private static final Checkout CHECKOUT = Checkout.find();

  private final Path folder;

  ScriptsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsDebianInOneLineSources() throws IOException {
    // Given
    Path list =
        write(
            "sources.list",
            """
            # deb http://commented.example/debian bookworm main
            deb http://mirror.example/debian bookworm main contrib # the usual
            deb [arch=amd64 signed-by=/keys/debian.gpg trusted=yes] https://mirror.example/debian bookworm-updates main
            deb-src http://mirror.example/debian bookworm main
            deb http://mirror.example/debian-security stable-security main
            deb http://vendor.example/debian bookworm stable
            deb http://vendor.example/apt cloud-bookworm main
            """);

    // When
    List<String> sources = sources(list);

    // Then
    assertThat(sources)
        .containsExactly(
            "deb http://mirror.example/debian trixie main",
            "deb [signed-by=/keys/debian.gpg] https://mirror.example/debian trixie-updates main",
            "deb http://mirror.example/debian-security trixie-security main");
  }

  @Test
  void findsDebianInDeb822Sources() throws IOException {
    // Given
    Path first =
        write(
            "debian.sources",
            """
            Types: deb deb-src
            # a remark
            URIs: mirror+file:///etc/apt/mirrors/debian.list
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By: /keys/debian.gpg

            Enabled: no
            Types: deb
            URIs: http://disabled.example/debian
            Suites: bookworm
            Components: main
            """);
    Path second =
        write(
            "inline-key.sources",
            """
            Types: deb
            URIs: http://mirror.example/debian
            Suites: trixie
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             -----END PGP PUBLIC KEY BLOCK-----
            """);

    // When
    List<String> sources = sources(first, second);

    // Then
    assertThat(sources)
        .containsExactly(
            "deb [signed-by=/keys/debian.gpg] mirror+file:///etc/apt/mirrors/debian.list trixie main",
            "deb [signed-by=/keys/debian.gpg] mirror+file:///etc/apt/mirrors/debian.list trixie-updates main",
            "deb http://mirror.example/debian trixie main");
  }

  @Test
  void findsNothingInSourcesOfOtherSystems() throws IOException {
    assertThat(sources(write("sources.list", "deb http://mirror.example/ubuntu noble main\n")))
        .isEmpty();
  }

  @Test
  void picksTheNewestJava() throws IOException {
    // Given
    String older = java("jdk-17", "17.0.15", "java", "javac");
    String newer = java("jre-25", "25", "java");

    // Then
    assertThat(newest("java", older, newer)).isEqualTo(newer);
    assertThat(newest("javac", older, newer)).isEqualTo(older);
  }

  @Test
  void picksNoJavaThatIsTooOld() throws IOException {
    assertThat(newest("java", java("jdk-8", "1.8.0_402", "java"), java("jdk-11", "11.0.2", "java")))
        .isEmpty();
  }

  @Test
  void takesTheChosenJavaAndNoOther() throws IOException {
    // Given
    String chosen = java("jdk-17", "17.0.15", "java");

    // Then
    assertThat(bypuls("BYPULS_JAVA_HOME=$2; newest_java java", chosen)).isEqualTo(chosen);
    assertThat(bypuls("BYPULS_JAVA_HOME=$2; newest_java java", "/absent")).isEmpty();
  }

  @Test
  void looksForJavaWithoutAHome() {
    assertThat(bypuls("unset HOME JAVA_HOME; java_homes > /dev/null && echo looked"))
        .isEqualTo("looked");
  }

  @Test
  void tellsWhichModuleIsBeingBuiltAsSoonAsMavenDoes() {
    // Given a build that goes on until its first module was told
    String script =
        """
        coproc tell_progress
        echo '[INFO] Building jar: /somewhere/some.jar' >&"${COPROC[1]}"
        echo '[INFO] Building Bypuls deploy/local/kafka 0.1.0-SNAPSHOT       [2/9]' >&"${COPROC[1]}"
        read -r -t 60 told <&"${COPROC[0]}"
        echo "$told"
        """;

    // Then
    assertThat(bypuls(script)).endsWith("s  building Bypuls deploy/local/kafka [2/9]");
  }

  @Test
  void saysWhereTheDatabaseCannotBeKept() throws IOException {
    // Given
    Path file = write("a-file", "");
    List<String> errors = new ArrayList<>();

    // When
    Shell.Result result =
        Shell.run(
            List.of(
                "env",
                "XDG_CACHE_HOME=" + file,
                CHECKOUT.resolve("deploy/local/fetch-timescaledb").toString()),
            errors::add);

    // Then
    assertThat(result.code()).isNotZero();
    assertThat(errors)
        .singleElement()
        .asString()
        .contains(file.toString())
        .matches("cannot .*; .*");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> sources(Path... files) {
    List<String> command =
        new ArrayList<>(
            List.of(CHECKOUT.resolve("deploy/local/fetch-timescaledb").toString(), "--sources"));
    for (Path file : files) {
      command.add(file.toString());
    }
    return succeed(command).lines().toList();
  }

  private String java(String name, String version, String... programs) throws IOException {
    Path home = Files.createDirectories(folder.resolve("a place").resolve(name));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : programs) {
      Path file = Files.createDirectories(home.resolve("bin")).resolve(program);
      Files.writeString(file, "#!/bin/sh\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return home.toString();
  }

  /** What the command's own function picks from those homes. */
  private static String newest(String program, String... homes) {
    List<String> arguments = new ArrayList<>(List.of(program));
    arguments.addAll(List.of(homes));
    return bypuls(
        """
        homes=("${@:3}")
        java_homes() { printf '%s\\n' "${homes[@]}"; }
        newest_java "$2"
        """,
        arguments.toArray(String[]::new));
  }

  /** What a script says that has the command's own functions; its arguments begin at $2. */
  private static String bypuls(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "source \"$1\"\n" + script,
                "bash",
                CHECKOUT.resolve("bypuls").toString()));
    command.addAll(List.of(arguments));
    return succeed(command);
  }

  private static String succeed(List<String> command) {
    List<String> errors = new ArrayList<>();
    Shell.Result result = Shell.run(command, errors::add);
    assertThat(result.code()).as("%s", errors).isZero();
    return result.output();
  }
}
