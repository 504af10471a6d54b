package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.CityFolder;
import dk.bypuls.local.PastFiles;
import dk.bypuls.local.PastWeeks;
import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.HourlyPast;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.UplinkWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The files of a simulated sensor's weeks past, given to the running city, say what is usual. */
class WeeksPastIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HOURS_OF_A_WEEK = 168;

  @RegisterExtension static final JourneyStand STAND = new JourneyStand();

  private final TestCity city = STAND.running().city();
  private final Town town = Town.of(1, 1, Set.of(Kind.NOISE));
  private final Device sensor = town.devices().get(0);
  private final PastWeeks weeks = PastWeeks.before(Instant.now());

  @Test
  void whatIsUsualForEachHourOfTheWeekIsKnownOfTheFilesOfFourWeeks(@TempDir Path folder)
      throws Exception {
    // Given
    register();
    assertThat(normal()).isEmpty();
    Path file = Files.write(folder.resolve("weeks-noise-1.ndjson"), past());
    AdminApi api = new AdminApi(new CityFolder(city.data()), city.api("/").getPort());
    PastFiles files = new PastFiles(api, "weeks-lorawan", weeks, Duration.ofMillis(500));

    // When
    boolean given = files.give(file);
    boolean again = files.give(file);

    // Then
    assertThat(given).isTrue();
    assertThat(again).isFalse();
    List<JsonNode> hours = Until.present("normal", Duration.ofMinutes(1), this::known);
    assertThat(hours)
        .hasSizeBetween(HOURS_OF_A_WEEK - 10, HOURS_OF_A_WEEK)
        .allSatisfy(
            hour -> {
              assertThat(hour.path("n").asInt()).isBetween(3, 4);
              assertThat(hour.path("median").asDouble()).isBetween(30.0, 90.0);
            });
    assertThat(median(hours, 12)).isGreaterThan(median(hours, 3) + 5);
  }

  private Optional<List<JsonNode>> known() {
    List<JsonNode> hours = normal();
    return hours.isEmpty() ? Optional.empty() : Optional.of(hours);
  }

  private List<JsonNode> normal() {
    try {
      JsonNode answer =
          JSON.readTree(city.open("/v1/datasets/weeks-noise/normal?quantity=sound-level"));
      return StreamSupport.stream(answer.at("/series/0/hours").spliterator(), false).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a Wednesday. */
  private static double median(List<JsonNode> hours, int hour) {
    return hours.stream()
        .filter(it -> it.path("weekday").asInt() == 3 && it.path("hour").asInt() == hour)
        .mapToDouble(it -> it.path("median").asDouble())
        .findFirst()
        .orElseThrow();
  }

  private byte[] past() {
    UplinkWriter writer = new UplinkWriter(new Instruments(new Nature(town.chance())), "");
    HourlyPast hours =
        new HourlyPast(
            new Faults(town, FaultLevel.FEW),
            weeks.begin().toEpochMilli(),
            weeks.end().toEpochMilli());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Transmission hour : hours.of(sensor)) {
      lines.writeBytes(writer.write(hour));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private void register() throws Exception {
    String yaml;
    try (InputStream template =
        Objects.requireNonNull(WeeksPastIT.class.getResourceAsStream("/weeks.yaml"))) {
      yaml = new String(template.readAllBytes(), UTF_8).replace("DEVICE", sensor.devEui());
    }
    String files =
        JSON.writeValueAsString(
            Map.of("files", List.of(Map.of("name", "weeks.yaml", "text", yaml))));
    HttpResponse<String> answer =
        city.post(
            city.api("/admin/v1/registry/apply?dryRun=false"),
            "Bearer " + city.adminToken(),
            files);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
