package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.events.Resolution;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people say of a dataset, and how much it is used. */
abstract class FeedbackCases extends OpenStand {

  private static final String OWN_FEEDBACK = "/admin/v1/datasets/havnstrup-air/feedback";

  @Test
  void whatIsSaidOfAWindowReachesItsOwnerAndComesBackWithAnAnswer() throws Exception {
    // Given
    String window =
        "{\"resolution\":\"PT1H\",\"start\":\"2026-11-20T10:00:00Z\",\"place\":\"havnstrup-torvet\",\"quantity\":\"pm2-5\"}";
    String text = "The square cannot be <b>cleaner</b> than the sea.\nCan it?";
    String body =
        JSON.writeValueAsString(
            Map.of(
                "text", text, "window", JSON.readTree(window), "contact", "ole@outside.example"));

    // When
    Answer sent = api.send("POST", FEEDBACK, "", body);

    // Then
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    String address = sent.json().get("address").asText();
    assertThat(sent.header("Location")).isEqualTo(address);
    String path = address.replaceFirst("^http://[^/]*", "");
    String secret = path.substring(path.lastIndexOf('/') + 1);
    JsonNode seen = json(path);
    assertThat(seen.get("state").asText()).isEqualTo("received");
    assertThat(seen.at("/window/start").asText()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(seen.toString()).doesNotContain("ole@").doesNotContain("cleaner");
    JsonNode listed = api.get(OWN_FEEDBACK, ADMIN_TOKEN).json().at("/feedback/0");
    assertThat(listed.get("text").asText()).isEqualTo(text);
    assertThat(listed.get("contact").asText()).isEqualTo("ole@outside.example");
    assertThat(listed.toString()).doesNotContain(secret);
    JsonNode waits = waitingOf(OpenTown.PUBLIC);
    assertThat(waits.get("waiting").asInt()).isPositive();
    assertThat(waits.get("newest").asText()).isEqualTo(listed.get("receivedAt").asText());
    Awaitility.await().until(() -> metric("bypuls_feedback_waiting") >= 1);
    String auditor =
        api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", "aud", "role", "auditor"))
            .json()
            .get("token")
            .asText();
    assertThat(api.get(OWN_FEEDBACK, auditor).response().body())
        .contains("cleaner")
        .doesNotContain("ole@");

    // When
    String one = OWN_FEEDBACK + "/" + listed.get("id").asLong();
    Answer silent = api.post(one, ADMIN_TOKEN, Map.of("state", "mended"));
    Answer unknown = api.post(one, ADMIN_TOKEN, Map.of("state", "done", "answer", "x"));
    Answer looked = api.post(one, ADMIN_TOKEN, Map.of("state", "being-looked-at"));
    Answer mended =
        api.post(one, ADMIN_TOKEN, Map.of("state", "mended", "answer", "The sensor was new."));

    // Then
    assertThat(silent.status()).isEqualTo(400);
    assertThat(unknown.json().get("detail").asText()).contains("received, being-looked-at");
    assertThat(looked.status()).as(looked.response().body()).isEqualTo(200);
    assertThat(mended.status()).as(mended.response().body()).isEqualTo(200);
    assertThat(waitingOf(OpenTown.PUBLIC).path("waiting").asInt())
        .isEqualTo(waits.get("waiting").asInt() - 1);
    assertThat(json(path).get("state").asText()).isEqualTo("mended");
    assertThat(json(path).get("answer").asText()).isEqualTo("The sensor was new.");
    assertThat(api.get(path, "").header("Cache-Control")).isEqualTo("no-store");
    String trail = api.get("/admin/v1/audit?kind=feedback", ADMIN_TOKEN).response().body();
    assertThat(trail).contains("mended", "being-looked-at").doesNotContain("cleaner", "was new");
    for (String kept : List.of(secret, "cleaner", "ole@outside", "was new")) {
      assertThat(api.log()).doesNotContain(kept);
      assertThat(get("/metrics").body()).doesNotContain(kept);
      assertThat(get("/v1/datasets/havnstrup-air").body()).doesNotContain(kept);
    }
  }

  private static JsonNode waitingOf(String dataset) throws Exception {
    for (JsonNode each : api.get("/admin/v1/feedback", ADMIN_TOKEN).json().get("datasets")) {
      if (each.get("dataset").asText().equals(dataset)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void takesNoFeedbackThatNobodyCanDoAnythingAbout() throws Exception {
    // Given
    String window =
        "{\"text\":\"x\",\"window\":{\"resolution\":\"PT1H\",\"start\":\"2026-11-20T10:00:00Z\",\"place\":\"havnstrup-torvet\",\"quantity\":\"pm2-5\"}}";

    // Then
    assertThat(refusedFeedback("{\"text\":\"my number is 010190-1234\"}"))
        .contains("CPR number", "Nothing was kept")
        .doesNotContain("010190");
    assertThat(refusedFeedback("{\"text\":\" \"}")).contains("1 to 4000 characters");
    assertThat(refusedFeedback("{\"text\":\"" + "x".repeat(4_001) + "\"}")).contains("1 to 4000");
    assertThat(refusedFeedback("{\"text\":\"a\\u0000b\"}")).contains("control characters");
    assertThat(refusedFeedback("{\"text\":7}")).contains("is a text");
    assertThat(refusedFeedback("{\"text\":\"x\",\"windw\":{}}")).contains("mean window?");
    assertThat(refusedFeedback(window.replace("10:00", "10:30")))
        .contains("starts at 2026-11-20T10");
    assertThat(refusedFeedback(window.replace("PT1H", "PT7M"))).contains("no resolution");
    assertThat(refusedFeedback(window.replace("torvet", "torvt"))).contains("havnstrup-torvet");
    assertThat(refusedFeedback(window.replace("place", "sensor"))).contains("one \\\"area");
    assertThat(api.send("POST", FEEDBACK.replace("-air", "-offices"), "", window).status())
        .isEqualTo(404);
    assertThat(api.send("POST", FEEDBACK.replace("-air", "-none"), "", window).status())
        .isEqualTo(404);
    assertThat(api.get("/v1/feedback/nobody-has-this", "").status()).isEqualTo(404);
    HttpResponse<String> form =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + FEEDBACK))
                .POST(HttpRequest.BodyPublishers.ofString("text=x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(form.statusCode()).isEqualTo(415);
    Answer preflight = api.send("OPTIONS", FEEDBACK, "", "");
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Content-Type");
    assertThat(api.get(FEEDBACK, "").status()).isEqualTo(405);
    assertThat(api.send("DELETE", FEEDBACK, "", "").status()).isEqualTo(405);
  }

  private static String refusedFeedback(String body) throws Exception {
    Answer answer = api.send("POST", FEEDBACK, "", body);
    assertThat(answer.status()).as(body + answer.response().body()).isEqualTo(400);
    return answer.response().body();
  }

  @Test
  void tellsHowMuchADatasetIsUsedAndNotByWhom() throws Exception {
    // Given a day that goes on, and that what was read so far is written down, and gone
    awaitRoomBeforeMidnight();
    String path = "/v1/datasets/havnstrup-air/";
    publish(AIR_1, nextMinute(), 1, 8);
    long before = counted("normal");
    get(path + "normal");
    Awaitility.await().until(() -> counted("normal") > before);
    sql("delete from registry.usage");

    // When
    for (int i = 0; i < 25; i++) {
      assertThat(get(path + "windows?from=P41D&limit=2&format=csv").statusCode()).isEqualTo(200);
    }
    for (int i = 0; i < 9; i++) {
      get(path + "latest");
    }
    get(path + "windows?nonsense=1");
    try (LiveClient client = new LiveClient(port, "?dataset=havnstrup-air", null);
        MqttListener device = new MqttListener(mqttPort, MqttListener.anyone())) {
      client.next();
      Awaitility.await().until(() -> counted("live") == 1);
      assertThat(device.subscribe("bypuls/live/havnstrup-air/#", 0)).isZero();
      assertThat(device.subscribe("bypuls/live/+/havnstrup-torvet/#", 0)).isZero();
      Awaitility.await().until(() -> counted("live") == 2);
    }

    // Then a day that goes on is not told
    Awaitility.await().until(() -> counted("windows.csv") == 25 && counted("latest") == 9);
    assertThat(json(path + "usage").get("days")).isEmpty();
    sql("update registry.usage set day = day - 1");
    JsonNode day = json(path + "usage?from=P7D").at("/days/0");
    assertThat(day.at("/windows/csv/requests").asInt()).isEqualTo(20);
    assertThat(day.at("/windows/csv/rows").asInt()).isBetween(25, 50);
    assertThat(day.at("/windows/csv/bytes").asLong()).isPositive();
    assertThat(day.get("latest").toString()).isEqualTo("{\"fewerThan\":10}");
    // One with two subscriptions is one.
    assertThat(counted("live")).isEqualTo(2);
    assertThat(day.get("live").toString()).isEqualTo("{\"fewerThan\":10}");
    assertThat(day.at("/windows/json").toString()).isEqualTo("{\"fewerThan\":10}");
    assertThat(json(path + "usage?from=P2Y").get("detail").asText()).contains("At most 400 days");
    assertThat(json(path + "usage?from=P1D&to=P9D").get("detail").asText())
        .contains("not be after");
    assertThat(api.get("/v1/datasets/havnstrup-offices/usage", "").status()).isEqualTo(404);
    // And two instances add up: here, one and the same
    get(path + "latest");
    Awaitility.await().until(() -> counted("latest") >= 10);
  }

  /** What is counted by the day is counted in one. */
  private static void awaitRoomBeforeMidnight() {
    Duration room = Duration.ofMinutes(2);
    Awaitility.await()
        .atMost(room.multipliedBy(2))
        .until(
            () -> {
              Instant now = Instant.now();
              return Resolution.P1D.spanAt(now).end().isAfter(now.plus(room));
            });
  }

  /** As the table has it, over all days. */
  private static long counted(String way) throws Exception {
    String asked =
        "select coalesce(sum(requests), 0) from registry.usage where dataset = 'havnstrup-air' and way = '"
            + way
            + "'";
    try (Connection connection = registry();
        Statement select = connection.createStatement();
        ResultSet result = select.executeQuery(asked)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void whatIsOldIsForgotten() throws Exception {
    // Given
    Answer sent = api.post(FEEDBACK, "", Map.of("text", "It rains into the sensor."));
    String path = sent.json().get("address").asText().replaceFirst("^http://[^/]*", "");
    assertThat(api.get(path, "").status()).isEqualTo(200);

    // When a year and two have passed
    sql("update registry.feedback set received_at = now() - interval '366 days'");
    sql(
        "insert into registry.usage values (current_date - 732, 'havnstrup-air', 'latest', 1, 1, 1, 1)");

    // Then
    Awaitility.await().until(() -> api.get(path, "").status() == 404);
    Awaitility.await()
        .until(() -> sql("delete from registry.usage where day < current_date - 731") == 0);
  }
}
