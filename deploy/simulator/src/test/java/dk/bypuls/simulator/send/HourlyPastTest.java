package dk.bypuls.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.simulator.fault.FaultLevel;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HourlyPastTest {
  private static final long HOUR = 3_600_000L;
  private static final long FROM = Instant.parse("2026-10-21T22:00:00Z").toEpochMilli();
  private static final long TO = FROM + Duration.ofDays(28).toMillis();

  private final Town town = Town.of(1);
  private final List<Device> sensors =
      town.devices().stream().filter(it -> HourlyPast.KINDS.contains(it.kind())).toList();

  @Test
  void hasOneFrameOfEveryHourFromItsMiddle() {
    // When
    HourlyPast past = new HourlyPast(new Faults(town, FaultLevel.NONE), FROM, TO);

    // Then
    assertThat(sensors).hasSize(76);
    assertThat(sensors)
        .allSatisfy(
            sensor -> {
              List<Transmission> hours = past.of(sensor);
              assertThat(hours.stream().map(it -> it.at() / HOUR))
                  .containsExactlyElementsOf(
                      LongStream.range(FROM / HOUR, TO / HOUR).boxed().toList());
              assertThat(hours)
                  .allMatch(
                      it ->
                          Instant.ofEpochMilli(it.at()).atOffset(ZoneOffset.UTC).getMinute() / 15
                              == 2);
            });
  }

  @Test
  void isAFractionOfWhatWasSaid() {
    // When
    List<Transmission> all = all(FaultLevel.FEW, FROM, TO);

    // Then
    assertThat(all).hasSizeBetween(49_000, 76 * 28 * 24);
  }

  @Test
  void hasNoFrameThatTheTownDidNotSend() {
    // Given
    long to = FROM + 12 * HOUR;
    Schedule schedule =
        new Schedule(
            sensors,
            new Faults(town, FaultLevel.MANY),
            (device, frame, at, fate) -> {},
            FROM,
            to + Faults.LONGEST_DELAY);
    Set<Transmission> sent = new HashSet<>();
    for (Transmission next = schedule.next(); next != null; next = schedule.next()) {
      if (next.path() == Path.FIRST && !next.garbled()) {
        sent.add(next);
      }
    }

    // When
    List<Transmission> past = all(FaultLevel.MANY, FROM, to);

    // Then
    assertThat(past).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    assertThat(sent).containsAll(past);
  }

  @Test
  void theSameSeedHasTheSamePastInWhateverParts() {
    // Given
    List<Transmission> whole = all(FaultLevel.FEW, FROM, TO);

    // When
    List<Transmission> parts = new ArrayList<>();
    for (Device sensor : sensors) {
      for (long day = FROM; day < TO; day += 7 * 24 * HOUR) {
        parts.addAll(past(FaultLevel.FEW, day, day + 7 * 24 * HOUR).of(sensor));
      }
    }

    // Then
    assertThat(parts).isEqualTo(whole);
  }

  private List<Transmission> all(FaultLevel level, long from, long to) {
    HourlyPast past = past(level, from, to);
    return sensors.stream().flatMap(sensor -> past.of(sensor).stream()).toList();
  }

  private HourlyPast past(FaultLevel level, long from, long to) {
    return new HourlyPast(new Faults(town, level), from, to);
  }
}
