package dk.bypuls.simulator.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.instrument.Field;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.send.Schedule;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UplinkWriterTest {
  /** Of the first 5,000 messages from {@link #TIME} on, with many faults. */
  private static final String GOLDEN =
      "5e1f8779d486bb47240e4987b14d0518c9489a64e6691f72aed6dbe9e5402431";

  private static final int ROUNDS = 8;
  private static final int MESSAGES_A_ROUND = 5000;
  private static final long TIME = Instant.parse("2026-11-18T07:00:00Z").toEpochMilli();

  private final Town town = Town.of(1);
  private final Instruments instruments = new Instruments(new Nature(town.chance()));
  private final UplinkWriter writer = new UplinkWriter(instruments, "");
  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  @ParameterizedTest
  @EnumSource
  void writesWhatANetworkServerPublishes(Kind kind) throws Exception {
    // Given
    Transmission transmission = transmission(kind, Path.FIRST, false);
    Device device = transmission.device();

    // When
    byte[] message = writer.write(transmission);

    // Then
    JsonNode event = mapper.readTree(message);
    assertThat(message.length).isBetween(850, 1600);
    assertThat(UUID.fromString(event.get("deduplicationId").textValue()).version()).isEqualTo(4);
    assertThat(OffsetDateTime.parse(event.get("time").textValue()).toInstant().toEpochMilli())
        .isEqualTo(transmission.at());
    assertThat(event.at("/deviceInfo/devEui").textValue()).isEqualTo(device.devEui());
    assertThat(event.at("/deviceInfo/applicationId").textValue()).isEqualTo("havnstrup");
    assertThat(event.get("devAddr").textValue()).isEqualTo(device.devAddr());
    assertThat(event.get("fCnt").longValue()).isEqualTo(transmission.frame());
    assertThat(event.at("/rxInfo/0/rssi").intValue()).isBetween(-134, -35);
    assertThat(event.at("/rxInfo/0/snr").doubleValue()).isBetween(-18.0, 13.0);
    assertThat(event.at("/txInfo/modulation/lora/spreadingFactor").intValue()).isBetween(7, 12);
    assertThat(payloadSays(event, kind)).isTrue();
  }

  @Test
  void someKindsSayMoreThanTheirProfileDeclares() throws Exception {
    // When
    JsonNode event = mapper.readTree(writer.write(transmission(Kind.AIR, Path.FIRST, false)));

    // Then
    assertThat(event.at("/object/firmware").textValue()).isEqualTo("2.4.1");
  }

  @Test
  void aRepetitionHasTheSameBytesAndASecondGatewayTheSameFrame() throws Exception {
    // When
    byte[] first = writer.write(transmission(Kind.SOIL, Path.FIRST, false));
    byte[] repeated = writer.write(transmission(Kind.SOIL, Path.REPEATED, false));
    byte[] second = writer.write(transmission(Kind.SOIL, Path.SECOND_GATEWAY, false));

    // Then
    assertThat(repeated).isEqualTo(first);
    JsonNode event = mapper.readTree(first);
    JsonNode copy = mapper.readTree(second);
    assertThat(copy.get("deduplicationId")).isNotEqualTo(event.get("deduplicationId"));
    assertThat(copy.get("rxInfo")).hasSize(2);
    assertThat(copy.get("data")).isEqualTo(event.get("data"));
    assertThat(copy.get("fCnt")).isEqualTo(event.get("fCnt"));
    assertThat(copy.at("/rxInfo/0/rssi")).isEqualTo(event.at("/rxInfo/0/rssi"));
  }

  @Test
  void garbledBytesCannotBeRead() {
    // When
    byte[] message = writer.write(transmission(Kind.AIR, Path.FIRST, true));

    // Then
    assertThatThrownBy(() -> mapper.readTree(message)).isNotNull();
  }

  @Test
  void everyUplinkCarriesTheCanary() throws Exception {
    // Given
    UplinkWriter withCanary = new UplinkWriter(instruments, "02:\"yellow\" bird");

    // When
    JsonNode event = mapper.readTree(withCanary.write(transmission(Kind.RAIN, Path.FIRST, false)));

    // Then
    assertThat(event.at("/object/canary").textValue()).isEqualTo("02:\"yellow\" bird");
  }

  @Test
  void theSameSeedGivesTheSameBytesOnEveryMachine() throws Exception {
    // Given
    Faults faults = new Faults(town, FaultLevel.MANY);
    Schedule schedule =
        new Schedule(town.devices(), faults, (d, f, a, fate) -> {}, TIME, Long.MAX_VALUE);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");

    // When
    for (int i = 0; i < 5000; i++) {
      digest.update(writer.write(Objects.requireNonNull(schedule.next())));
    }

    // Then
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(GOLDEN);
  }

  @Test
  void anUplinkCostsLittle() {
    // Given
    Faults faults = new Faults(town, FaultLevel.FEW);
    Schedule schedule =
        new Schedule(town.devices(), faults, (d, f, a, fate) -> {}, TIME, Long.MAX_VALUE);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long bytes = 0;
    long cheapest = Long.MAX_VALUE;

    // When
    for (int round = 0; round < ROUNDS; round++) {
      // Processor time of this thread, because the machine may be busy with others.
      long began = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < MESSAGES_A_ROUND; i++) {
        bytes += writer.write(Objects.requireNonNull(schedule.next())).length;
      }
      cheapest = Math.min(cheapest, threads.getCurrentThreadCpuTime() - began);
    }

    // Then
    assertThat(bytes / (ROUNDS * MESSAGES_A_ROUND)).as("mean size").isBetween(900L, 1250L);
    assertThat(cheapest / MESSAGES_A_ROUND).as("nanoseconds").isLessThan(20_000);
  }

  private boolean payloadSays(JsonNode event, Kind kind) throws Exception {
    byte[] payload = event.get("data").binaryValue();
    assertThat(event.get("data").textValue())
        .isEqualTo(Base64.getEncoder().encodeToString(payload));
    int at = 0;
    for (Field field : instruments.of(kind).fields()) {
      long raw = new BigInteger(Arrays.copyOfRange(payload, at, at + field.bytes())).longValue();
      long unsigned = field.bytes() == 1 ? raw & 0xFF : raw;
      at += field.bytes();
      assertThat(event.get("object").get(field.name()).decimalValue())
          .as(field.name())
          .isEqualByComparingTo(BigDecimal.valueOf(unsigned, field.digits()));
    }
    return at == payload.length;
  }

  private Transmission transmission(Kind kind, Path path, boolean garbled) {
    Device device = town.devices().stream().filter(d -> d.kind() == kind).findFirst().orElseThrow();
    long frame = device.frameFrom(TIME);
    long at = device.timeOf(frame);
    return new Transmission(device, frame, at, at + 200, at + 200, path, 0, 0, garbled);
  }
}
