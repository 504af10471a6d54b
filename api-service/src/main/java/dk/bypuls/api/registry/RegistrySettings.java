package dk.bypuls.api.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The registry's settings and limits. */
@ConfigMapping(prefix = "bypuls.registry")
public interface RegistrySettings {

  /** How many files one apply may bring. */
  @WithDefault("1000")
  int filesPerApply();

  /** How large the files of one apply may be together. */
  @WithDefault("20000000")
  int bytesPerApply();

  /** How long an apply waits for the topic to have it, before it answers "told": false. */
  @WithDefault("PT5S")
  Duration toldWait();

  /** How long to wait before trying again when the database or Kafka is away. */
  @WithDefault("PT1S")
  Duration retryWait();

  /** How long Kafka may take to acknowledge before the relay begins anew. */
  @WithDefault("PT30S")
  Duration acknowledgeWait();

  /** How often the relay looks whether the topic is still the one it told. */
  @WithDefault("PT10S")
  Duration topicCheck();
}
