package dk.bypuls.api.ready;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is held ready. */
@ConfigMapping(prefix = "bypuls.ready")
public interface ReadyLimits {

  /** How many bytes of answers that were given a moment ago are kept, to be given again. */
  @WithDefault("16777216")
  long bytes();
}
