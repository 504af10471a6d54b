package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.api.registry.ApiProcess.Answer;
import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shown to people of the house alone. */
abstract class InsideCases extends OpenStand {

  @Test
  void showsExactWindowsToAViewerAlone() throws Exception {
    // Given
    Window secret = Windows.secret(nextMinute(), 2050);
    writer.store("exact", List.of(secret), List.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    String token =
        api.post("/admin/v1/tokens", ADMIN_TOKEN, Map.of("name", "reader", "role", "viewer"))
            .json()
            .get("token")
            .asText();
    String path = "/admin/v1/datasets/havnstrup-offices";

    // When
    Answer windows = api.get(path + "/windows?from=P41D", token);

    // Then
    assertThat(windows.status()).isEqualTo(200);
    assertThat(windows.json().get("access").asText()).isEqualTo("internal");
    assertThat(windows.json().get("windows")).isNotEmpty();
    assertThat(api.get(path + "/latest", token).response().body()).contains("0.2050");
    assertThat(api.get("/admin/v1/datasets/havnstrup-air/windows", token).status()).isEqualTo(200);
    assertThat(api.get("/admin/v1/datasets/havnstrup-air/latest", token).status()).isEqualTo(200);
    assertThat(api.get(path + "/windows", "").status()).isEqualTo(401);
  }

  @Test
  void tellsExactWindowsLiveToWhoMaySeeThemForAsLongAsTheyMay() throws Exception {
    // Given
    String viewer = tokenOf("listener", "viewer");
    String owner = tokenOf("no-listener", "owner");
    List<String> told = new ArrayList<>();
    String id;
    try (LiveClient inside = insideClient("?dataset=" + OpenTown.SECRET, null, viewer);
        LiveClient everything = insideClient("", null, viewer);
        LiveClient outside = new LiveClient(port, "", null)) {
      assertThat(inside.next()).isEqualTo(new Event("access", null, "{\"access\":\"internal\"}"));

      // When
      told.addAll(writer.keep(Windows.secret(nextMinute(), 7001)));
      String open = publish(AIR_1, nextMinute(), 1, 7002).get(0);
      told.addAll(writer.keep(Windows.secret(nextMinute(), 7003)));

      // Then the bytes are those of history, and nobody outside hears of what is kept
      assertThat(inside.until(event -> event.data().equals(told.get(1))).stream().map(Event::data))
          .containsSubsequence(told)
          .doesNotContain(open);
      Set<String> missing = new HashSet<>(told);
      missing.add(open);
      everything.until(event -> missing.remove(event.data()) && missing.isEmpty());
      assertThat(outside.until(event -> event.data().equals(open)))
          .noneMatch(event -> event.data().contains(OpenTown.SECRET));
      id = inside.lastId();
    }
    String path = "/admin/v1/datasets/havnstrup-offices/windows?from=P41D&format=ndjson";
    assertThat(api.get(path, viewer).response().body().lines()).containsAll(told);

    // And who comes back goes on, until the token is revoked
    told.addAll(writer.keep(Windows.secret(nextMinute(), 7004)));
    try (LiveClient again = insideClient("?dataset=" + OpenTown.SECRET, id, viewer)) {
      again.next();
      assertThat(again.next().data()).isEqualTo(told.get(2));
      api.send("DELETE", "/admin/v1/tokens/listener", ADMIN_TOKEN, "");
      Awaitility.await().until(again::hasEnded);
    }
    assertThat(api.get("/admin/v1/live", viewer).status()).isEqualTo(401);
    assertThat(api.get("/admin/v1/live", owner).status()).isEqualTo(403);
    assertThat(api.get("/admin/v1/live", "").status()).isEqualTo(401);
    Answer unknown = api.get("/admin/v1/live?dataset=havnstrup-office", ADMIN_TOKEN);
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().get("detail").asText()).contains("havnstrup-offices");
  }

  @Test
  void beginsAnewInsideWhereNothingCanBeToldFromTheId() throws Exception {
    // Given
    String known = writer.keep(Windows.secret(nextMinute(), 7010)).get(0);

    // When
    try (LiveClient inside = insideClient("", "another.0.0.0.0.0.0", ADMIN_TOKEN)) {
      List<Event> told = inside.until(event -> event.data().equals(known));

      // Then
      assertThat(told.get(1).name()).isEqualTo("reset");
      assertThat(told.get(1).data()).contains("unknown-id", "/admin/v1/datasets");
    }
  }

  private static LiveClient insideClient(String query, @Nullable String id, String token)
      throws Exception {
    return new LiveClient(HTTP, "http://127.0.0.1:" + port + "/admin/v1/live" + query, id, token);
  }

  @Test
  void listsSilentDevicesToAViewerAlone() throws Exception {
    // Given one that is silent, one that is again, one that was and one that nobody registered
    Instant seen = Instant.parse("2026-11-21T10:00:00Z");
    DeviceStatus heard =
        new DeviceStatus(
            "havnstrup",
            AIR_2,
            seen,
            OptionalInt.of(80),
            OptionalInt.empty(),
            OptionalInt.empty(),
            null);
    writer.tell(
        heard.silentSince(seen.plusSeconds(180)),
        silent(AIR_1, seen),
        silent("havnstrup-unknown", seen),
        silent("havnstrup-office-01", seen),
        heard);
    String path = "/admin/v1/devices";

    // When
    JsonNode all =
        Awaitility.await()
            .until(
                () -> api.get(path, ADMIN_TOKEN).json().path("devices"),
                // The second was silent for a moment.
                devices ->
                    devices.size() == 3 && devices.findValuesAsText("silentSince").size() == 2);

    // Then
    assertThat(all.findValuesAsText("sensor")).containsExactly(AIR_1, AIR_2, "havnstrup-office-01");
    JsonNode first = api.get(path + "?silent=true&limit=1", ADMIN_TOKEN).json();
    assertThat(first.get("devices").toString())
        .isEqualTo(
            "[{\"sensor\":\"havnstrup-air-01\",\"tenant\":\"havnstrup\","
                + "\"profile\":\"havnstrup-aq\",\"place\":\"havnstrup-torvet\","
                + "\"lastSeen\":\"2026-11-21T10:00:00Z\","
                + "\"silentSince\":\"2026-11-21T10:03:00Z\"}]");
    JsonNode rest = api.get(first.get("next").asText(), ADMIN_TOKEN).json();
    assertThat(rest.findValuesAsText("sensor")).containsExactly("havnstrup-office-01");
    JsonNode others = api.get(path + "?silent=false", ADMIN_TOKEN).json();
    assertThat(others.findValuesAsText("battery")).containsExactly("80");
    assertThat(api.get(path + "?silent=yes", ADMIN_TOKEN).status()).isEqualTo(400);
    assertThat(api.get(path, "").status()).isEqualTo(401);
  }

  private static DeviceStatus silent(String sensor, Instant seen) {
    OptionalInt unknown = OptionalInt.empty();
    return new DeviceStatus(
        "havnstrup", sensor, seen, unknown, unknown, unknown, seen.plusSeconds(180));
  }
}
