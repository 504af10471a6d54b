package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.api.registry.ApiProcess.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was published is taken back. */
abstract class RecallCases extends OpenStand {

  private static final String RECALLS = "/admin/v1/datasets/havnstrup-air/recalls";

  @Test
  void aRecallHoldsByTheRegistryAlone() throws Exception {
    // Given two minutes, what a client knew of them, and nobody who deletes or says anything
    Instant first = nextMinute();
    Instant second = nextMinute();
    String beside = publish(AIR_1, nextMinute(), 1, 3).get(0);
    String id;
    try (LiveClient client = new LiveClient(port, "?sensor=" + AIR_2, null)) {
      String known = publish(AIR_2, nextMinute(), 1, 4).get(0);
      client.until(event -> event.data().equals(known));
      id = client.lastId();
    }
    List<String> taken = new ArrayList<>(publish(AIR_1, first, 1, 4712));
    taken.addAll(publish(AIR_1, second, 1, 4713));
    taken.addAll(publish(AIR_2, nextMinute(), 1, 4714));
    String page = WINDOWS + "?limit=1&from=" + first + "&to=" + second.plusSeconds(60);
    String next = json(page).get("next").asText().replaceFirst("^http://[^/]*", "");
    String tag = get(page).headers().firstValue("ETag").orElseThrow();
    Instant end = Instant.parse(taken.get(2).replaceAll(".*\"end\":\"([^\"]+)\".*", "$1"));

    String reach = "/admin/v1/datasets/havnstrup-air/recalls/reach?from=" + first + "&to=" + end;
    JsonNode reached = api.get(reach, ADMIN_TOKEN).json();
    assertThat(get(page).body()).as("given again").contains(taken.get(0));

    // When
    Answer recalled = recall(first, end);

    // Then
    assertThat(reached.at("/rows/0/resolution").asText()).as(reached.toString()).isEqualTo("PT1M");
    assertThat(reached.at("/rows/0/rows").asLong()).isGreaterThanOrEqualTo(3);
    assertThat(recalled.status()).as(recalled.response().body()).isEqualTo(202);
    assertThat(recalled.json().get("state").asText()).isEqualTo("ordered");
    awaitRecalled(first);
    String all = get(WINDOWS + "?from=P41D&limit=10000&format=ndjson").body();
    assertThat(all.lines()).doesNotContainAnyElementsOf(taken);
    assertThat(get(page).body()).doesNotContain("\"start\"");
    assertThat(get(page + "&as_of=PT0S").body()).doesNotContain("\"start\"");
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain(taken);
    assertThat(api.get(next, "").status()).isEqualTo(410);
    assertThat(api.get(next, "").json().get("restart").asText()).contains("/windows?");
    assertThat(get(page, "If-None-Match", tag).statusCode()).isEqualTo(200);
    String after = publish(AIR_2, nextMinute(), 1, 5).get(0);
    assertThat(heard(id, after)).contains(after).doesNotContainAnyElementsOf(taken);
    // What an aggregator that has not heard of it still says is not told either.
    String again = publish(AIR_1, second, 2, 4715).get(0);
    restartService();
    assertThat(heard(id, after)).contains(after).doesNotContain(again);
    assertThat(get(WINDOWS + "?from=P41D&limit=10000&format=ndjson").body().lines())
        .contains(after)
        .doesNotContain(again)
        .doesNotContainAnyElementsOf(taken);
    assertThat(beside).isNotEmpty();
  }

  @Test
  void theSameRecallTwiceIsOne() throws Exception {
    // Given
    Instant start = nextMinute();
    String job = recall(start, start.plusSeconds(60)).json().get("job").asText();
    awaitRecalled(start);
    long generation = generation();

    // When
    Answer again = recall(start, start.plusSeconds(60));
    Answer within = recall(start.plusSeconds(20), start.plusSeconds(30));

    // Then
    assertThat(again.json().get("job").asText()).isEqualTo(job);
    assertThat(within.json().get("job").asText()).isEqualTo(job);
    assertThat(again.json().get("alsoIn")).as("nobody else tells of these sensors").isEmpty();
    assertThat(generation()).isEqualTo(generation);
    JsonNode audit = api.get("/admin/v1/audit?kind=recall&id=" + job, ADMIN_TOKEN).json();
    assertThat(audit.at("/entries")).hasSize(1);
    assertThat(audit.at("/entries/0/message").asText()).isEqualTo("a face was counted");
    assertThat(audit.at("/entries/0/who").asText()).isEqualTo("admin");
    Map<String, String> silent = Map.of("from", start.toString());
    assertThat(api.post(RECALLS, ADMIN_TOKEN, silent).status()).isEqualTo(400);
    assertThat(api.post(RECALLS, "", silent).status()).isEqualTo(401);
    assertThat(get("/v1/datasets/havnstrup-air").body()).doesNotContain("a face was counted");
  }

  @Test
  void tellsOfARecallLiveAndInTheFeedOfNoticesButNotWhoGaveIt() throws Exception {
    // Given
    Instant start = nextMinute();
    try (LiveClient client = new LiveClient(port, "?dataset=havnstrup-air", null)) {
      String known = publish(AIR_1, nextMinute(), 1, 5100).get(0);
      client.until(event -> event.data().equals(known));

      // When
      recall(start, start.plusSeconds(60));

      // Then
      List<Event> told =
          client.until(
              event -> event.name().equals("notice") && event.data().contains(start.toString()));
      JsonNode notice = JSON.readTree(told.get(told.size() - 1).data());
      assertThat(notice.get("kind").asText()).isEqualTo("recalled");
      assertThat(notice.at("/text/en").asText()).contains(start.toString());
      for (String feed : List.of("/v1/notices.atom", "/v1/datasets/havnstrup-air/notices.atom")) {
        awaitBody(feed, "<id>" + notice.get("id").asText() + "</id>", "Luft", "published");
        assertThat(get(feed).body())
            .doesNotContain("a face was counted", "admin", OpenTown.SECRET, "Kontorer");
      }
    }
  }

  private static Answer recall(Instant from, Instant to) throws Exception {
    Map<String, String> order =
        Map.of("from", from.toString(), "to", to.toString(), "message", "a face was counted");
    return api.post(RECALLS, ADMIN_TOKEN, order);
  }

  private static void awaitRecalled(Instant from) {
    Awaitility.await()
        .until(() -> get("/v1/datasets/havnstrup-air").body().contains("{\"from\":\"" + from));
  }

  private static long generation() throws Exception {
    return json("/status").at("/parts/registry/generation").asLong();
  }

  /** What a client that comes back with that id is told, up to that window. */
  private static List<String> heard(String id, String last) throws Exception {
    try (LiveClient client = new LiveClient(port, "", id)) {
      return client.until(event -> event.data().equals(last)).stream().map(Event::data).toList();
    }
  }

  @Test
  void aRecallHoldsWhileTheDatabaseIsAway() throws Exception {
    // Given a window that was public, and an order to take it back
    Instant start = nextMinute();
    String taken = publish(AIR_2, start, 1, 27182).get(0);
    awaitLatest(taken);
    recall(start, start.plusSeconds(60));
    awaitRecalled(start);

    // When the database goes before anyone has deleted anything
    database.kill();

    // Then nothing of it is told, and another order is refused with what to do
    assertThat(get("/v1/datasets/havnstrup-air/latest").body()).doesNotContain(taken);
    awaitStatus(WINDOWS + "?from=P41D", 503);
    Answer another = recall(start, start.plusSeconds(120));
    assertThat(another.status()).isEqualTo(503);
    assertThat(another.json().get("detail").asText()).contains("database is away");
    database.restart();
    awaitStatus(WINDOWS + "?from=P41D", 200);
    assertThat(get(WINDOWS + "?from=P41D&limit=10000&format=ndjson").body()).doesNotContain(taken);
  }
}
