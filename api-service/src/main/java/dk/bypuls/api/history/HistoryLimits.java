package dk.bypuls.api.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How much history may be asked for at once, so that live goes on whatever is asked (I8, I10). */
@ConfigMapping(prefix = "bypuls.history")
public interface HistoryLimits {

  /**
   * How many questions are put to the database at one time; absent for as many as leave a core to
   * live.
   */
  OptionalInt workers();

  /** How many more may wait for their turn; the next one is refused. */
  @WithDefault("64")
  int waiting();

  /** How many of one asker may wait; others come in between all the same. */
  @WithDefault("16")
  int waitingOfOne();

  /** How many rows may be in memory, over all answers that are being made or sent. */
  @WithDefault("100000")
  int rowsInMemory();

  /** How many whole answers (limit=all) may be on their way at once; the next one is refused. */
  @WithDefault("8")
  int streams();

  /** Of how many cells one question may be that is answered at once, whole or as a curve. */
  @WithDefault("50000000")
  long cellsAtOnce();

  /** How long a client may take nothing of its answer before it is given up. */
  @WithDefault("PT10S")
  Duration clientPatience();

  /** What cursors are sealed with; the same on every instance. */
  Optional<String> cursorSecret();
}
