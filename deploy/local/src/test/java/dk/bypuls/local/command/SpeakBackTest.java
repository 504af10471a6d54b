package dk.bypuls.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys}, {@code feedback} and {@code usage}, with an api that answers. */
class SpeakBackTest {

  private AnsweringCity city;

  @BeforeEach
  void serve(@TempDir Path folder) throws IOException {
    city = new AnsweringCity(folder);
  }

  @AfterEach
  void stop() {
    city.close();
  }

  @Test
  void listsGrantsAndEndsKeys() {
    // Given
    city.answers(
        "{\"keys\":[{\"name\":\"thesis\",\"state\":\"requested\",\"purpose\":\"To\\nread\","
            + "\"contact\":\"a@b.example\",\"requestedAt\":\"2026-11-21T09:15:31Z\","
            + "\"forgottenAt\":\"2026-12-21T09:15:31Z\"}]}");
    city.answers("{\"name\":\"thesis\",\"state\":\"granted\",\"told\":true}");
    city.answers("{}");

    // When
    int listed = city.run("keys", "list");
    int granted = city.run("keys", "grant", "thesis");
    int revoked = city.run("keys", "revoke", "thesis");

    // Then
    assertThat(new int[] {listed, granted, revoked}).containsOnly(0);
    assertThat(city.out())
        .contains("thesis", "forgotten 2026-12-21", "  To\n  read\n", "contact: a@b.example")
        .contains("thesis is granted", "no key thesis any more");
    assertThat(city.asked().get(1)).isEqualTo("POST /admin/v1/keys/thesis/grant {}");
    assertThat(city.asked().get(2)).startsWith("DELETE /admin/v1/keys/thesis ");
  }

  @Test
  void showsFeedbackSoThatItCannotPassForSomethingElse() {
    // Given
    city.answers(
        "{\"feedback\":[{\"id\":7,\"state\":\"received\",\"text\":\"One\\n8 mended, of\","
            + "\"window\":{\"start\":\"2026-11-20T10:00:00Z\"},\"receivedAt\":\"2026-11-21T09:15:31Z\","
            + "\"keptUntil\":\"2027-11-21T09:15:31Z\"}]}");

    // When
    int code = city.run("feedback", "list", "aadal-air");

    // Then
    assertThat(code).isZero();
    assertThat(city.out()).startsWith("7 received, of 2026-11-21").contains("\n    8 mended, of\n");
    assertThat(city.out().lines().filter(line -> !line.startsWith(" "))).hasSize(1);
  }

  @Test
  void showsWhereFeedbackWaits() {
    // Given
    city.answers(
        "{\"datasets\":[{\"dataset\":\"aadal-air\",\"waiting\":2,"
            + "\"oldest\":\"2026-11-21T09:15:31Z\",\"newest\":\"2026-11-22T09:15:31Z\"}]}");
    city.answers("{\"datasets\":[]}");

    // When
    int some = city.run("feedback", "list");
    int none = city.run("feedback", "list");

    // Then
    assertThat(new int[] {some, none}).containsOnly(0);
    assertThat(city.asked().get(0)).startsWith("GET /admin/v1/feedback ");
    assertThat(city.out())
        .containsPattern("aadal-air +2, the oldest of 2026-11-21T09:15:31Z")
        .contains("nothing waits");
    assertThat(city.run("feedback", "answer")).isEqualTo(2);
  }

  @Test
  void answersFeedback() {
    // Given
    city.answers("{\"id\":7,\"state\":\"mended\",\"text\":\"x\",\"answer\":\"It was new.\"}");

    // When
    int code =
        city.run(
            "feedback", "answer", "aadal-air", "7", "--state", "mended", "--answer", "It was new.");

    // Then
    assertThat(code).isZero();
    assertThat(city.asked().get(0))
        .isEqualTo(
            "POST /admin/v1/datasets/aadal-air/feedback/7 {\"state\":\"mended\",\"answer\":\"It was new.\"}");
    assertThat(city.out()).contains("answer: It was new.");
    assertThat(city.run("feedback", "answer", "aadal-air")).isEqualTo(2);
    assertThat(city.run("feedback", "answer", "aadal-air", "7")).isEqualTo(2);
    assertThat(city.err()).contains("--state STATE");
  }

  @Test
  void tellsUsageByDay() {
    // Given
    city.answers(
        "{\"dataset\":\"aadal-air\",\"fewest\":10,\"days\":[{\"day\":\"2026-11-20\","
            + "\"latest\":{\"requests\":1240,\"bytes\":5300000},\"normal\":{\"fewerThan\":10},"
            + "\"windows\":{\"csv\":{\"requests\":20,\"rows\":19000,\"bytes\":210},\"json\":{\"fewerThan\":10}},"
            + "\"live\":{\"connections\":30,\"minutes\":4100}},"
            + "{\"day\":\"2026-11-21\",\"latest\":{\"fewerThan\":10}}]}");

    // When
    int code = city.run("usage", "aadal-air", "--from", "P7D");

    // Then
    assertThat(code).isZero();
    assertThat(city.asked().get(0)).startsWith("GET /v1/datasets/aadal-air/usage?from=P7D ");
    assertThat(city.out())
        .isEqualTo(
            """
            2026-11-20  latest 1240 requests, 5300000 bytes
            2026-11-20  windows.csv 20 requests, 19000 rows, 210 bytes
            2026-11-20  live 30 connections, 4100 minutes
            2026-11-21  fewer than 10 in each way
            """);
  }
}
