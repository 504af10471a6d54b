package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.fault.Fate.Outcome;
import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Town;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that goes wrong in the town, as a pure function of seed, device and time: asking
 * twice, or in another order, gives the same answer. One thread only.
 */
public final class Faults {
  /** No frame is passed on later than this after it was said. */
  public static final long LONGEST_DELAY = 6 * 3_600_000L;

  /** From here on a frame counts as late. */
  public static final long LATE_FROM = 60_000L;

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final double BY_SECOND_GATEWAY = 0.4;

  private final FaultLevel level;
  private final Chance chance;
  private final List<GatewayOutages> outages;
  private final Map<Device, Ailments> ailments = new HashMap<>();

  public Faults(Town town, FaultLevel level) {
    this.level = level;
    this.chance = town.chance().of("faults");
    this.outages =
        town.gateways().stream()
            .map(gateway -> chance.of("gateway").of(gateway.index()))
            .map(gateway -> new GatewayOutages(gateway, level.gatewayOutagesPerDay))
            .toList();
  }

  public FaultLevel level() {
    return level;
  }

  public Fate fateOf(Device device, long frame, long at) {
    if (level == FaultLevel.NONE) {
      return Fate.WELL;
    }
    Ailments own = ailmentsOf(device);
    Span silence = own.silences().at(at);
    if (silence != null) {
      return Fate.gone(Outcome.SILENT, silence);
    }
    Chance here = own.chance().of(frame);
    if (here.happens(level.lost, 0)) {
      return Fate.gone(Outcome.LOST, null);
    }
    GatewayOutages home = outages.get(device.home().index());
    Span outage = home.at(at);
    if (outage == null) {
      return onItsWay(here);
    }
    return home.keeps(outage)
        ? stored(here, outage, at)
        : Fate.gone(Outcome.LOST_AT_GATEWAY, outage);
  }

  /** What this device suffers from all its life. */
  public Ailments ailmentsOf(Device device) {
    Ailments known = ailments.get(device);
    if (known == null) {
      known = Ailments.of(device, chance.of(device.chance().bits(0)), level);
      ailments.put(device, known);
    }
    return known;
  }

  private Fate stored(Chance here, Span outage, long at) {
    long passedOn = outage.to() + (long) (here.unit(6) * MINUTE);
    return new Fate(Outcome.STORED, passedOn - at, Path.FIRST, 0, outage);
  }

  private Fate onItsWay(Chance here) {
    boolean late = here.happens(level.late, 1);
    long delay = late ? (long) here.between(2 * MINUTE, 90 * MINUTE, 2) : Fate.USUAL_DELAY;
    if (here.happens(level.garbled, 3)) {
      return new Fate(Outcome.GARBLED, Fate.USUAL_DELAY, Path.FIRST, 0, null);
    }
    Outcome outcome = late ? Outcome.LATE : Outcome.ARRIVES;
    if (!here.happens(level.duplicated, 4)) {
      return late ? new Fate(outcome, delay, Path.FIRST, 0, null) : Fate.WELL;
    }
    Path copy = here.happens(BY_SECOND_GATEWAY, 5) ? Path.SECOND_GATEWAY : Path.REPEATED;
    return new Fate(outcome, delay, copy, (long) here.between(SECOND, 40 * SECOND, 6), null);
  }
}
