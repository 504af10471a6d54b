package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.nature.Nature;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one device suffers from all its life.
 *
 * @param chance what else befalls it
 * @param silences when it says nothing
 * @param clockAhead how far the clock that stamps its frames is ahead, in milliseconds
 * @param driftPerDay how far its first field goes astray each day; 0 for a sound sensor
 * @param driftedBefore how many days it had drifted at the town's beginning
 */
public record Ailments(
    Chance chance, Spells silences, long clockAhead, double driftPerDay, double driftedBefore) {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final double DAY = 24.0 * HOUR;
  private static final double CALIBRATED_EVERY_DAYS = 120;

  /** Levels drift; counts and meters do not. */
  private static final Set<Kind> CAN_DRIFT =
      EnumSet.of(Kind.AIR, Kind.WEATHER, Kind.NOISE, Kind.STREAM, Kind.SOIL);

  static Ailments of(Device device, Chance chance, FaultLevel level) {
    Spells silences = new Spells(chance.of("silence"), level.silencesPerDay, HOUR, 9 * HOUR);
    boolean ahead = chance.happens(level.clocksAhead, 1);
    boolean drifts = CAN_DRIFT.contains(device.kind()) && chance.happens(level.drifting, 2);
    return new Ailments(
        chance,
        silences,
        ahead ? chance.below(7, 3) * MINUTE + 2 * MINUTE : 0,
        drifts ? chance.between(0.01, 0.06, 4) : 0,
        chance.between(0, CALIBRATED_EVERY_DAYS, 5));
  }

  /** What its first field is off by at this time, in that field's unit. */
  public double drift(long time) {
    if (driftPerDay == 0) {
      return 0;
    }
    // It is calibrated now and then; in between it goes astray evenly.
    double days = (time - Nature.BEGINNING) / DAY + driftedBefore;
    return driftPerDay * (days - CALIBRATED_EVERY_DAYS * Math.floor(days / CALIBRATED_EVERY_DAYS));
  }
}
