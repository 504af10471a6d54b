package dk.bypuls.aggregator.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** How the history is written. */
@ConfigMapping(prefix = "bypuls.history")
public interface HistorySettings {

  /** Whether this instance writes history at all. */
  @WithDefault("true")
  boolean enabled();

  /** At most so many records in one transaction; it bounds memory too. */
  @WithDefault("20000")
  int batchRecords();

  /** How long the first record of a transaction waits for more. */
  @WithDefault("PT0.5S")
  Duration batchTime();

  /** How long to wait after a failure; doubled with each further one … */
  @WithDefault("PT0.5S")
  Duration retryFirst();

  /** … up to this. */
  @WithDefault("PT10S")
  Duration retryLongest();

  /**
   * How often an instance looks whether it should write, and whether work on the past was ordered.
   */
  @WithDefault("PT2S")
  Duration standbyCheck();

  /**
   * When the database ends a writer's statement or silent session, so that one that was paused or
   * lost does not keep the others from writing.
   */
  @WithDefault("PT1M")
  Duration stall();

  /** How much time one chunk of a hypertable holds; only when the tables are made. */
  @WithDefault("P7D")
  Period chunk();

  /** How many series ids are remembered; past it they are forgotten and asked for again. */
  @WithDefault("500000")
  int rememberedSeries();

  /** At most so many windows are published back at one go; the next wait until those are stored. */
  @WithDefault("10000")
  int backPublicationBatch();

  Retention retention();

  /** How what is over is taken away. */
  interface Retention {

    @WithDefault("PT24H")
    Duration every();

    /** How long after the start of the service it is done for the first time. */
    @WithDefault("PT10M")
    Duration first();

    /** How long windows are kept of which no dataset ever said it. */
    @WithDefault("P2Y")
    Period otherwise();
  }
}
