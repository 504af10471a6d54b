package dk.bypuls.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2026-11-18T00:00:00Z").toEpochMilli();

  private final Town town = Town.of(1);

  @Test
  void withoutFaultsEverySensorSpeaksEveryInterval() {
    // When
    List<Transmission> messages = messages(FaultLevel.NONE, START, START + 2 * HOUR);

    // Then
    long expected =
        town.devices().stream()
            .mapToLong(device -> 2 * HOUR / device.kind().interval().toMillis())
            .sum();
    assertThat(messages).hasSize((int) expected);
    assertThat(messages).isSortedAccordingTo(Comparator.comparingLong(Transmission::sentAt));
  }

  @Test
  void fortyEightHoursAreTheAmountTheCityIsBuiltFor() {
    // When
    List<Transmission> messages = messages(FaultLevel.FEW, START, START + 48 * HOUR);

    // Then
    assertThat(messages).hasSizeBetween(85_000, 100_000);
  }

  @Test
  void whoStopsAndGoesOnLaterSendsTheSameAsWhoNeverStopped() {
    // Given
    List<Transmission> whole = messages(FaultLevel.MANY, START, START + 10 * HOUR);

    // When
    List<Transmission> parts = new ArrayList<>();
    for (int hour = 0; hour < 10; hour += 2) {
      parts.addAll(messages(FaultLevel.MANY, START + hour * HOUR, START + (hour + 2) * HOUR));
    }

    // Then
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void lateFramesKeepTheirTimeAndComeOutOfOrder() {
    // When
    List<Transmission> messages = messages(FaultLevel.MANY, START, START + 6 * HOUR);

    // Then
    assertThat(messages).anyMatch(message -> message.sentAt() - message.at() > HOUR / 2);
    assertThat(messages).allMatch(message -> message.sentAt() > message.at());
    assertThat(messages)
        .allMatch(message -> message.sentAt() - message.at() < Faults.LONGEST_DELAY);
  }

  private List<Transmission> messages(FaultLevel level, long from, long to) {
    Schedule schedule =
        new Schedule(town.devices(), new Faults(town, level), (d, f, a, fate) -> {}, from, to);
    List<Transmission> messages = new ArrayList<>();
    for (Transmission next = schedule.next(); next != null; next = schedule.next()) {
      messages.add(next);
    }
    return messages;
  }
}
