package dk.bypuls.simulator.fault;

import dk.bypuls.simulator.nature.Chance;
import org.jspecify.annotations.Nullable;

/** Bad spells of one subject: at most one a day, at a time of its own, never past midnight UTC. */
public final class Spells {
  private static final long DAY = 86_400_000L;

  private final Chance chance;
  private final double perDay;
  private final long shortest;
  private final long longest;
  private long knownDay = Long.MIN_VALUE;
  private @Nullable Span known;

  Spells(Chance chance, double perDay, long shortest, long longest) {
    this.chance = chance;
    this.perDay = perDay;
    this.shortest = shortest;
    this.longest = longest;
  }

  /** The bad spell this moment lies in, if it does. */
  @Nullable Span at(long time) {
    long day = Math.floorDiv(time, DAY);
    if (day != knownDay) {
      known = of(day);
      knownDay = day;
    }
    Span span = known;
    return span != null && span.contains(time) ? span : null;
  }

  private @Nullable Span of(long day) {
    Chance today = chance.of(day);
    if (!today.happens(perDay, 0)) {
      return null;
    }
    long length = shortest + (long) ((longest - shortest) * today.unit(1));
    long start = day * DAY + (long) (today.unit(2) * (DAY - length));
    return new Span(start, start + length);
  }
}
