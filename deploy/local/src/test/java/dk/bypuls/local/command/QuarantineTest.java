package dk.bypuls.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quarantine} and {@code decode}, with an api that answers. */
class QuarantineTest {

  private static final String ENTRY =
      "{\"entry\":\"3-1042\",\"state\":\"open\",\"reason\":\"unknown-device\","
          + "\"detail\":\"no sensor\",\"source\":\"aadal-http\",\"setAsideAt\":\"2026-11-21T09:15:31Z\"}";

  private AnsweringCity city;
  private Path folder;

  @BeforeEach
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    city = new AnsweringCity(folder);
  }

  @AfterEach
  void stop() {
    city.close();
  }

  @Test
  void listsPageByPage() {
    // Given
    city.answers("{\"entries\":[],\"next\":\"0-17\",\"scanned\":20000}");
    city.answers("{\"entries\":[" + ENTRY + "],\"next\":null,\"scanned\":3}");

    // When
    int code = city.run("quarantine", "list", "--device", "a b", "--reason", "unknown-device");

    // Then
    assertThat(code).isZero();
    assertThat(city.out().lines()).hasSize(2);
    assertThat(city.out()).contains("3-1042", "unknown-device", "aadal-http");
    assertThat(city.asked().get(0)).contains("device=a+b", "reason=unknown-device", "limit=50");
    assertThat(city.asked().get(1)).contains("cursor=0-17");
  }

  @Test
  void replaysInStepsAndSaysHowFarItIs() {
    // Given
    city.answers("{\"counts\":{\"replayed\":500},\"entries\":[],\"next\":\"0-17\"}");
    city.answers(
        "{\"counts\":{\"replayed\":2,\"failed-again\":1},\"entries\":[{\"entry\":\"0-3\","
            + "\"result\":\"failed-again\",\"why\":\"undecodable, as before\"}],\"next\":null}");

    // When
    int code = city.run("quarantine", "replay", "--source", "s", "--message", "mended");

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(city.out())
        .contains(
            "so far: 500 replayed\n",
            "undecodable, as before",
            "done: 502 replayed, 1 failed again\n");
    assertThat(city.asked().get(0))
        .startsWith("POST /admin/v1/quarantine/replay ")
        .contains("mended");
    assertThat(city.asked().get(1)).contains("\"cursor\":\"0-17\"");
  }

  @Test
  void wantsToKnowWhich() {
    assertThat(city.run("quarantine", "drop")).isEqualTo(2);
    assertThat(city.err()).contains("say which: entries, or one of --reason");
    assertThat(city.run("quarantine", "drop", "3-1", "--source", "s")).isEqualTo(2);
    assertThat(city.run("quarantine", "show")).isEqualTo(2);
    assertThat(city.run("quarantine", "lst")).isEqualTo(2);
    assertThat(city.err()).contains("perhaps list");
    assertThat(city.asked()).isEmpty();
  }

  @Test
  void showsTheOriginalOnlyWhenItIsAskedFor() {
    // Given
    city.answers(ENTRY.replace("}", ",\"original\":{\"text\":\"{}\"}}"));

    // When
    int code = city.run("quarantine", "show", "3-1042", "--original", "--message", "why not");

    // Then
    assertThat(code).isZero();
    assertThat(city.asked().get(0)).contains("/3-1042?original=true&message=why+not");
    assertThat(city.out()).contains("reason      unknown-device", "text        {}");
  }

  @Test
  void asksForNoMoreThanWasSaid() {
    // Given
    city.answers(ENTRY);

    // When
    city.run("quarantine", "show", "3-1042", "--original");

    // Then
    assertThat(city.asked().get(0)).contains("/3-1042?original=true").doesNotContain("message");
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    // Given
    city.answersWith(503);
    city.answers("{\"detail\":\"Ingest does not answer.\"}");

    // When
    int code = city.run("quarantine", "list");

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(city.err()).isEqualTo("bypuls: Ingest does not answer.\n");
  }

  @Test
  void printsWhatAPayloadWouldBecome() {
    // Given
    city.answers(
        "{\"messages\":[{\"sensor\":\"dry-run\",\"profile\":\"p\",\"fields\":{\"object\":{\"t\":80}},"
            + "\"undeclared\":[\"/object/x\"]}],\"readings\":[{\"sensor\":\"dry-run\",\"readings\":"
            + "[{\"quantity\":\"air-temperature\",\"value\":80.00,\"unit\":\"Cel\","
            + "\"observedAt\":\"2026-11-21T09:15:31Z\",\"plausible\":false,\"hints\":[\"implausible\"]}]}],"
            + "\"quarantine\":[],\"dropped\":[],\"refused\":[]}");

    // When
    int code = city.run("decode", "--profile", "p", "--port", "2", "01", "6700f0");

    // Then
    assertThat(code).isZero();
    assertThat(city.asked().get(0)).contains("\"hex\":\"016700f0\"", "\"port\":2");
    assertThat(city.out()).contains("air-temperature", "80", "implausible", "/object/x: dropped");
  }

  @Test
  void sendsAWholeMessageAndSaysWhyItWouldBeSetAside() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("message.json"), "{}");
    city.answers(
        "{\"messages\":[],\"readings\":[],\"quarantine\":[{\"reason\":\"undecodable\","
            + "\"detail\":\"no device\",\"do\":\"Compare.\"}],\"dropped\":[],\"refused\":[]}");

    // When
    int code = city.run("decode", "--source", "s", file.toString());

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(city.asked().get(0)).contains("\"base64\":\"e30=\"");
    assertThat(city.out()).contains("undecodable: no device", "Compare.");
    assertThat(city.run("decode", "ff")).isEqualTo(2);
    assertThat(city.run("decode", "--source", "s", "absent.json")).isEqualTo(1);
    assertThat(city.err()).contains("absent.json does not exist");
  }
}
