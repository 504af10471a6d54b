package dk.bypuls.api.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much history may be asked for at once, so that live goes on whatever is asked (I8, I10). */
@ConfigMapping(prefix = "bypuls.history")
public interface HistoryLimits {

  /** How many questions are put to the database at one time. */
  @WithDefault("4")
  int workers();

  /** How many more may wait for their turn; the next one is refused. */
  @WithDefault("64")
  int waiting();

  /** How many rows may be in memory, over all answers that are being made or sent. */
  @WithDefault("100000")
  int rowsInMemory();

  /** How long a client may take nothing of its answer before it is given up. */
  @WithDefault("PT10S")
  Duration clientPatience();

  /** What cursors are sealed with; the same on every instance. */
  Optional<String> cursorSecret();
}
