package dk.bypuls.api.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one asker may take of the open side; each instance of the service counts for itself. */
@ConfigMapping(prefix = "bypuls.allowance")
public interface AllowanceLimits {

  /** How many requests may come from one address in each {@link #window}. */
  @WithDefault("3000")
  int requests();

  /** How many with one key. */
  @WithDefault("30000")
  int requestsWithKey();

  /** In what time a spent allowance is whole again. */
  @WithDefault("PT1M")
  Duration window();

  /** How many connections may listen from one address, or with one key. */
  @WithDefault("1000")
  int listening();

  /** How many askers are remembered; beyond it the one that asked longest ago is forgotten. */
  @WithDefault("50000")
  int askers();

  /** How late event loops may usually be; beyond it history is refused, so that live goes on. */
  @WithDefault("PT0.5S")
  Duration lateness();
}
