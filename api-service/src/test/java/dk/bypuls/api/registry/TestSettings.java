package dk.bypuls.api.registry;

import java.time.Duration;

/** Settings for tests that do not like to wait. */
record TestSettings(
    int filesPerApply,
    int bytesPerApply,
    Duration toldWait,
    Duration retryWait,
    Duration acknowledgeWait,
    Duration topicCheck)
    implements RegistrySettings {

  static final TestSettings QUICK =
      new TestSettings(
          1_000,
          20_000_000,
          Duration.ofSeconds(60),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));
}
