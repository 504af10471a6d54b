package dk.bypuls.api.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the parts are looked at, and how long that is remembered. */
@ConfigMapping(prefix = "bypuls.status")
public interface StatusLimits {

  /** How often each part is looked at. */
  @WithDefault("PT10S")
  Duration lookEvery();

  /** How long ingest may take to say whether it is ready. */
  @WithDefault("PT3S")
  Duration answerWithin();

  /** How often what was seen is added to the table: what a crash loses. */
  @WithDefault("PT1M")
  Duration writtenEvery();

  /** How long it is kept. */
  @WithDefault("P90D")
  Duration kept();
}
