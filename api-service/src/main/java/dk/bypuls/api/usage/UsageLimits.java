package dk.bypuls.api.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is told of usage, and how long it is kept. */
@ConfigMapping(prefix = "bypuls.usage")
public interface UsageLimits {

  /** Fewer requests of a day than this are not told apart from none; more are told in its tens. */
  @WithDefault("10")
  int fewest();

  /** How often what was counted is added to the table: what a crash loses. */
  @WithDefault("PT1M")
  Duration writtenEvery();

  /** How long a day's figures are kept. */
  @WithDefault("P730D")
  Duration kept();

  /** How often is looked for what is to be deleted. */
  @WithDefault("PT1H")
  Duration upkeep();
}
