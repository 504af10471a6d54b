package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.window.AreaParts;
import dk.bypuls.events.AreaBeat;
import dk.bypuls.events.AreaPart;
import dk.bypuls.events.AreaSighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What the sensors of one partition have to say of the areas that are asked for. */
final class HeardParts implements AreaParts {

  private final Asked asked;
  private final int most;
  private final LongSupplier now;
  private final List<Heard> heard = new ArrayList<>();
  private Instant through = Instant.EPOCH;

  /**
   * Nothing yet.
   *
   * @param now the time of the partition
   */
  HeardParts(Asked asked, int most, LongSupplier now) {
    this.asked = asked;
    this.most = most;
    this.now = now;
  }

  /** A part, and what time it was. */
  record Heard(AreaPart part, Instant at) {}

  @Override
  public void part(AreaPart part) {
    if (asked.isAboutAreas(part)) {
      heard.add(new Heard(part, Instant.ofEpochMilli(now.getAsLong())));
      Limits.demandFew(heard.size(), most);
    }
  }

  /** Nothing is made anew of whom they saw: what was told of it is told once. */
  @Override
  public void sighting(AreaSighting sighting) {}

  @Override
  public void beat(AreaBeat beat) {
    through = beat.through();
  }

  /** All of it, in the order in which it was said. */
  List<Heard> all() {
    return heard;
  }

  /** Up to when the windows of the partition's sensors have been told. */
  Instant through() {
    return through;
  }
}
