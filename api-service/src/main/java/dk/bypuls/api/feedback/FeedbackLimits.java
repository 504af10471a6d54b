package dk.bypuls.api.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much feedback is taken, and how long it is kept. */
@ConfigMapping(prefix = "bypuls.feedback")
public interface FeedbackLimits {

  /** How much one sender may send in each {@link #window}. */
  @WithDefault("20")
  int perSender();

  /** How long what a sender sent counts. */
  @WithDefault("PT1H")
  Duration window();

  /** How much of one dataset may wait for an answer. */
  @WithDefault("1000")
  int waiting();

  /** When it is deleted, answered or not: text, contact and answer. */
  @WithDefault("P365D")
  Duration kept();

  /** How often is looked for what is to be deleted. */
  @WithDefault("PT10M")
  Duration upkeep();
}
