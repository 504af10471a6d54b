package dk.bypuls.api.status;

import dk.bypuls.events.watch.Watchers;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Who may watch this service; the same setting in all three. */
@ConfigMapping(prefix = "bypuls.metrics")
public interface WatchSettings {

  /** Addresses and networks, with commas between. */
  @WithName("for")
  @WithDefault(Watchers.LOOPBACK)
  String addresses();
}
