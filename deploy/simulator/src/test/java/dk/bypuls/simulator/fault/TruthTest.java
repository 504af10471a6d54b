package dk.bypuls.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.simulator.send.Schedule;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class TruthTest {
  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2026-11-18T00:00:00Z").toEpochMilli();
  private static final long END = START + 30 * HOUR;
  private static final int READINGS = 5;

  private final Town town = Town.of(3);
  private final List<Transmission> sent = new ArrayList<>();
  private final List<JsonNode> lines = new ArrayList<>();
  private TruthSummary summary;

  @BeforeAll
  void aDayWithManyFaults() throws IOException {
    Faults faults = new Faults(town, FaultLevel.MANY);
    List<Device> strangers = town.strangers(faults.level().strangers());
    List<Device> speaking = new ArrayList<>(town.devices());
    speaking.addAll(strangers);
    StringWriter file = new StringWriter();
    try (Truth truth = new Truth(file, town.devices(), strangers, device -> READINGS)) {
      truth.ailments(faults);
      Schedule schedule = new Schedule(speaking, faults, truth::befell, START, END);
      for (Transmission next = schedule.next(); next != null; next = schedule.next()) {
        sent.add(next);
        truth.sent(next);
      }
      summary = truth.finish();
    }
    ObjectMapper mapper = new ObjectMapper();
    for (String line : file.toString().split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(mapper.readTree(line));
      }
    }
  }

  @Test
  void countsWhatWasSent() {
    // When
    Set<String> distinct = new HashSet<>();
    List<Transmission> whole = registered().stream().filter(m -> !m.garbled()).toList();
    whole.forEach(message -> distinct.add(message.device().sensor() + message.frame()));

    // Then
    assertThat(summary.sent()).isEqualTo(sent.size());
    assertThat(summary.distinct()).isEqualTo(distinct.size());
    assertThat(summary.duplicates()).isEqualTo(whole.size() - distinct.size()).isPositive();
    assertThat(summary.garbled()).isEqualTo(registered().size() - whole.size()).isPositive();
    assertThat(summary.strangers()).isEqualTo(sent.size() - registered().size()).isPositive();
    assertThat(summary.readings()).isEqualTo(READINGS * summary.distinct());
    assertThat(summary.late()).isPositive();
    assertThat(summary.inWords()).contains("Readings expected");
  }

  @Test
  void everyFrameIsEitherSentLostSilentOrStillToCome() {
    // When
    long frames =
        town.devices().stream().mapToLong(d -> d.frameFrom(END) - d.frameFrom(START)).sum();
    long ofThisDay =
        registered().stream()
            .filter(m -> m.at() >= START)
            .map(m -> m.device().sensor() + m.frame())
            .distinct()
            .count();

    // Then
    long accounted = ofThisDay + summary.lost() + summary.silent();
    assertThat(accounted).isLessThanOrEqualTo(frames);
    // What is missing is late, so late that it comes after the end.
    assertThat(frames - accounted).isLessThan(2500);
  }

  @Test
  void writesFaultsThenSensorsThenTheSummary() {
    // When
    JsonNode last = lines.get(lines.size() - 1);

    // Then
    assertThat(last.at("/summary/sent").asLong()).isEqualTo(summary.sent());
    assertThat(lines)
        .extracting(line -> line.path("fault").asText())
        .contains(
            "stranger",
            "drift",
            "clock-ahead",
            "late",
            "stored",
            "lost",
            "lost-at-gateway",
            "duplicate",
            "garbled",
            "gateway-outage");
    assertThat(lines.stream().filter(line -> line.has("distinct")))
        .hasSize(400)
        .anyMatch(line -> !line.get("silences").isEmpty());
    assertThat(
            lines.stream()
                .filter(line -> line.has("distinct"))
                .mapToLong(line -> line.get("readings").asLong())
                .sum())
        .isEqualTo(summary.readings());
  }

  @Test
  void silentDevicesAreSilent() {
    // Given
    JsonNode sensor =
        lines.stream().filter(line -> line.path("silent").asInt() > 5).findFirst().orElseThrow();
    JsonNode silence = sensor.get("silences").get(0);
    long from = Instant.parse(silence.get(0).asText()).toEpochMilli();
    long to = Instant.parse(silence.get(1).asText()).toEpochMilli();

    // When
    List<Transmission> during =
        sent.stream()
            .filter(m -> m.device().sensor().equals(sensor.get("sensor").asText()))
            .filter(m -> m.at() >= from && m.at() < to)
            .toList();

    // Then
    assertThat(during).isEmpty();
  }

  @Test
  void noNetworkIdentifierIsInTheTruth() {
    // When
    Set<String> euis = new HashSet<>();
    town.devices().forEach(device -> euis.add(device.devEui()));

    // Then
    assertThat(lines).noneMatch(line -> euis.stream().anyMatch(line.toString()::contains));
  }

  private List<Transmission> registered() {
    Set<Device> devices = new HashSet<>(town.devices());
    return sent.stream().filter(message -> devices.contains(message.device())).toList();
  }
}
