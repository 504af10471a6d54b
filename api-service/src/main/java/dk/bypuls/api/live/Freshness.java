package dk.bypuls.api.live;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.util.Map;

/**
 * How fresh a dataset is.
 *
 * @param newestStart when the newest window began
 * @param publishedAt when that was last told
 * @param completeThrough per resolution, up to when all windows that will come by themselves have
 */
public record Freshness(
    Instant newestStart, Instant publishedAt, Map<Resolution, Instant> completeThrough) {

  public Freshness {
    completeThrough = Map.copyOf(completeThrough);
  }
}
