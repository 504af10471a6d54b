package dk.bypuls.simulator.nature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Rain, and what it does to sewer, stream and soil. */
class WaterTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long YEAR_BEGINS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int SPELLS_A_YEAR = 365 * 3;

  private final Nature nature = new Nature(Chance.seeded(1));

  @Test
  void aYearHasTheRainOfDenmark() {
    // When
    double millimetres = 0;
    int wetSpells = 0;
    for (long spell = 0; spell < SPELLS_A_YEAR; spell++) {
      long last = YEAR_BEGINS + (spell + 1) * Rain.SPELL - 1;
      double fallen = nature.rain().fallenInSpell(last);
      millimetres += fallen;
      wetSpells += fallen > 0 ? 1 : 0;
    }

    // Then
    assertThat(millimetres).isBetween(450.0, 1100.0);
    assertThat(wetSpells).isBetween(250, 500);
  }

  @Test
  void theSewerRisesWithTheRainTheStreamHoursLater() {
    // Given
    Shower shower = heavyShower();
    long before = shower.start() - HOUR;

    // When
    long sewerPeak = peak(before, time -> nature.sewer().level(time, 1));
    long upstreamPeak = peak(before, time -> nature.stream().level(time, 0));
    long downstreamPeak = peak(before, time -> nature.stream().level(time, 1));

    // Then
    assertThat(sewerPeak).isBetween(shower.start(), shower.start() + shower.duration() + HOUR);
    assertThat(upstreamPeak).isGreaterThan(sewerPeak);
    assertThat(downstreamPeak).isGreaterThan(upstreamPeak + HOUR);
    assertThat(nature.stream().level(downstreamPeak, 1))
        .isGreaterThan(nature.stream().level(before, 1) + 0.2);
  }

  @Test
  void rainWetsTheSoil() {
    // Given
    Shower shower = heavyShower();

    // When
    double before = nature.soil().moisture(shower.start());
    double after = nature.soil().moisture(shower.start() + shower.duration());

    // Then
    assertThat(after).isGreaterThan(before + 1);
  }

  private Shower heavyShower() {
    Shower heaviest = Shower.NONE;
    for (long spell = 0; spell < SPELLS_A_YEAR; spell++) {
      Shower shower = nature.rain().shower(Rain.spellOf(YEAR_BEGINS) + spell);
      heaviest = shower.depth() > heaviest.depth() ? shower : heaviest;
    }
    return heaviest;
  }

  private static long peak(long from, LongToDoubleFunction level) {
    long highest = from;
    for (long time = from; time < from + 14 * HOUR; time += 5 * MINUTE) {
      highest = level.applyAsDouble(time) > level.applyAsDouble(highest) ? time : highest;
    }
    return highest;
  }
}
