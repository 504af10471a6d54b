package dk.bypuls.ingest.quarantine;

import dk.bypuls.events.Readings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was published of a sensor lately.
 *
 * @param uplinks newest first
 * @param from how far back was looked; absent where there was nothing to look at
 */
public record Recent(List<Readings> uplinks, @Nullable Instant from, int scanned) {

  public Recent {
    uplinks = List.copyOf(uplinks);
  }
}
