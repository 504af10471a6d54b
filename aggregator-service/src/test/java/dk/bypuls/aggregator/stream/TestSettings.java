package dk.bypuls.aggregator.stream;

import java.nio.file.Path;
import java.time.Duration;

/** The service's settings, but that late readings are gathered for seconds only. */
record TestSettings(String bootstrapServers, Path state, int standbys) implements StreamSettings {

  TestSettings(String bootstrapServers, Path state) {
    this(bootstrapServers, state, 0);
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Duration commitEvery() {
    return Duration.ofMillis(200);
  }

  @Override
  public int replicationFactor() {
    return 1;
  }

  @Override
  public Path noiseKey() {
    throw new UnsupportedOperationException("tests bring a key");
  }

  @Override
  public long cacheBytes() {
    return 32 * 1024 * 1024;
  }

  @Override
  public Duration settle() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration gatherQuiet() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration gatherLongest() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration runningEvery() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration ahead() {
    return Duration.ofHours(24);
  }
}
