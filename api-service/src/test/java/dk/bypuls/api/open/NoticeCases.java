package dk.bypuls.api.open;

import static dk.bypuls.api.registry.ApiProcess.ADMIN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.api.open.Heard.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who build on a public dataset are told what changes of it, and nothing of any other. */
abstract class NoticeCases extends OpenStand {

  private static final String FEED = "/v1/datasets/havnstrup-air/notices.atom";

  /** The same town with another licence, one more quantity, and sensors that speak less often. */
  private static String changed() {
    return OpenTown.yaml()
        .replace("licence: CC-BY-4.0", "licence: CC0-1.0")
        .replace("[air-temperature, pm2-5]", "[air-temperature, pm2-5, pm10]")
        .replace("unit: ug/m3}", "unit: ug/m3}\n      - {pointer: /q, quantity: pm10, unit: ug/m3}")
        .replace("interval: PT1M", "interval: PT2M")
        .replace(
            "quantities: [indoor-temperature]",
            "quantities: [indoor-temperature]\n    licence: CC0-1.0");
  }

  @Test
  void tellsOfAnotherLicenceOtherQuantitiesAndResolutionsOfWhatIsPublicAlone() throws Exception {
    try (LiveClient client = new LiveClient(port, "", null)) {
      // Given
      String known = publish(AIR_1, nextMinute(), 1, 5200).get(0);
      client.until(event -> event.data().equals(known));

      // When
      apply(changed());

      // Then each is told at once, with what it was and what it is
      List<Event> heard = client.until(event -> isOf(event, "schema"));
      assertAsTheirContractSays(heard);
      assertThat(heard.toString()).doesNotContain(OpenTown.SECRET, "Kontorer", "indoor");
      awaitBody(
          FEED,
          "Licensen er ændret fra CC-BY-4.0 til CC0-1.0.",
          "The licence changed from CC-BY-4.0 to CC0-1.0.",
          "Nyt: Partikler PM10 (pm10, ug/m3).",
          "No longer: PT1M.",
          "<category term=\"licence\"/>",
          "<category term=\"resolution\"/>");
      assertThat(get(FEED).body()).doesNotContain("admin");
      assertThat(get("/v1/notices.atom").body())
          .contains("CC0-1.0")
          .doesNotContain(OpenTown.SECRET, "Kontorer", "indoor");
      assertThat(get("/v1/datasets/havnstrup-offices/notices.atom").statusCode()).isEqualTo(404);
      JsonNode kept =
          api.get("/admin/v1/audit?kind=dataset-change", ADMIN_TOKEN).json().at("/entries/0");
      assertThat(kept.get("who").asText()).isEqualTo("admin");
      assertThat(kept.at("/after/alterations")).hasSize(3);

      // And so is the way back, which is not told again to who comes back behind it
      publish(AIR_1, nextMinute(), 1, 5201);
      apply(OpenTown.yaml());
      String id = last(client.until(event -> isOf(event, "schema"))).id();
      awaitBody(FEED, "No longer: Particles PM10 (pm10, ug/m3).");
      String next = publish(AIR_1, nextMinute(), 1, 5202).get(0);
      assertThat(resumed(id, 1)).containsExactly(next);
    } finally {
      apply(OpenTown.yaml()); // the town is the others' too
    }
  }

  private static Event last(List<Event> events) {
    return events.get(events.size() - 1);
  }

  private static boolean isOf(Event event, String kind) {
    return event.name().equals("notice") && event.data().contains("\"kind\":\"" + kind + "\"");
  }
}
