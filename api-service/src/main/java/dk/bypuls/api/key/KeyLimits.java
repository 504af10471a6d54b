package dk.bypuls.api.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many keys may be asked for, and for how long it is remembered that somebody did. */
@ConfigMapping(prefix = "bypuls.open-keys")
public interface KeyLimits {

  /** How many keys one sender may ask for in each {@link #window}. */
  @WithDefault("5")
  int perSender();

  /** How long what a sender asked for counts. */
  @WithDefault("P1D")
  Duration window();

  /** How many requests may wait for somebody to look at them. */
  @WithDefault("500")
  int waiting();

  /** When a request that nobody granted is forgotten, and its key with it. */
  @WithDefault("P30D")
  Duration forgottenAfter();

  /** How often is looked for what is to be forgotten. */
  @WithDefault("PT10M")
  Duration upkeep();
}
