package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.window.WindowRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How windows are made. */
@ConfigMapping(prefix = "bypuls.aggregator")
public interface StreamSettings {

  /** Where Kafka is. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /** The folder of the state, which is quicker to start from than Kafka's copy of it. */
  @WithDefault(".bypuls/state")
  Path state();

  /** The file with the secret that the noise in what is told of people comes from. */
  @WithDefault(".bypuls/secrets/noise-key")
  Path noiseKey();

  /** How many partitions are worked on at the same time by this instance. */
  @WithDefault("1")
  int threads();

  /** How often results are committed, and so how soon they are seen. */
  @WithDefault("PT0.2S")
  Duration commitEvery();

  /** Copies of the state in Kafka; three where there are three brokers. */
  @WithDefault("1")
  int replicationFactor();

  /**
   * How many other instances keep the state of a partition at hand, so that they can go on at once
   * when its instance is lost: none where there is one instance, 1 where there are several.
   */
  @WithDefault("0")
  int standbys();

  /** Memory for state that is not yet on disk, and as much again for reading it. */
  @WithDefault("33554432")
  long cacheBytes();

  /** How long after its end a window waits for readings that are on their way. */
  @WithDefault("PT10S")
  Duration settle();

  /** A correction is told when no further late reading came for so long … */
  @WithDefault("PT1M")
  Duration gatherQuiet();

  /** … or so long after the first of them. */
  @WithDefault("PT10M")
  Duration gatherLongest();

  /** How often a running window is told at most. */
  @WithDefault("PT1S")
  Duration runningEvery();

  /** How far ahead of its append time a reading may claim to be. */
  @WithDefault("PT24H")
  Duration ahead();

  default WindowRules rules() {
    return new WindowRules(settle(), gatherQuiet(), gatherLongest(), runningEvery(), ahead());
  }
}
