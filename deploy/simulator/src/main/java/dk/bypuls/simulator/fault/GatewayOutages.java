package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.nature.Chance;
import org.jspecify.annotations.Nullable;

/** When one gateway is cut off, and whether it keeps what it hears meanwhile. */
final class GatewayOutages {
  private static final long MINUTE = 60_000L;
  private static final double KEEPS = 0.6;
  private static final long SHORTEST = 10 * MINUTE;
  static final long LONGEST = 5 * 60 * MINUTE;

  private final Spells spells;
  private final Chance chance;

  GatewayOutages(Chance chance, double perDay) {
    this.chance = chance;
    this.spells = new Spells(chance, perDay, SHORTEST, LONGEST);
  }

  @Nullable Span at(long time) {
    return spells.at(time);
  }

  /** Whether it stores what it hears during this outage and passes it on afterwards. */
  boolean keeps(Span outage) {
    return chance.happens(KEEPS, outage.from());
  }
}
