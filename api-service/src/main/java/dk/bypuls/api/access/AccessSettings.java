package dk.bypuls.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings and limits of the gate. */
@ConfigMapping(prefix = "bypuls.access")
public interface AccessSettings {

  /** The file with the first admin token; without it only tokens from the database are known. */
  Optional<Path> adminTokenFile();

  /** How many unknown tokens one address may try in a window. */
  @WithDefault("30")
  int failedAttempts();

  /** How long failed attempts are remembered. */
  @WithDefault("PT1M")
  Duration failedAttemptsWindow();
}
