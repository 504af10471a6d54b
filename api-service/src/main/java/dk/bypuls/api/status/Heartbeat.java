package dk.bypuls.api.status;

import dk.bypuls.api.live.LiveFeed;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest word that came all the way: ingest writes a tick each second, the aggregator completes
 * windows by it and says how far it is, whether or not any sensor speaks. No sensor, network server
 * or broker has a part in it.
 */
@ApplicationScoped
class Heartbeat {

  /** Windows are told ten seconds after their end; the rest is the way. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final RegistryView registry;
  private final LiveFeed live;
  private volatile @Nullable Instant readSince;

  Heartbeat(RegistryView registry, LiveFeed live) {
    this.registry = registry;
    this.live = live;
  }

  enum State {
    ON_TIME,
    LATE,
    NOT_YET
  }

  /**
   * How it is.
   *
   * @param heard when the newest word was written; absent when there was none since the start
   * @param within how old it may be; absent where no open dataset says what to expect
   */
  record Beat(State state, @Nullable Instant heard, @Nullable Duration within) {}

  Beat at(Instant now) {
    Instant heard = live.lastAppend().orElse(null);
    Duration within = within().orElse(null);
    if (!live.isReady() || within == null) {
      readSince = null;
      return new Beat(State.NOT_YET, heard, within);
    }
    Instant since = readSince;
    if (since == null) {
      readSince = now;
      since = now;
    }
    Instant from = heard == null || heard.isBefore(since) ? since : heard;
    boolean isLate = Duration.between(from, now).compareTo(within) > 0;
    State quiet = heard == null ? State.NOT_YET : State.ON_TIME;
    return new Beat(isLate ? State.LATE : quiet, heard, within);
  }

  /** By the shortest windows of any dataset that is told whole. */
  private Optional<Duration> within() {
    Catalogue catalogue = registry.current();
    return catalogue.registry().datasets().stream()
        .filter(Dataset::isPublic)
        .filter(Dataset::leavesWhole)
        .map(dataset -> catalogue.resolutionsOf(dataset).get(0))
        .min(Comparator.comparing(Resolution::usualLength))
        .map(finest -> finest.usualLength().plus(GRACE));
  }
}
