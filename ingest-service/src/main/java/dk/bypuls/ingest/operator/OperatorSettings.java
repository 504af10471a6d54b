package dk.bypuls.ingest.operator;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Who may ask, and how much. */
public interface OperatorSettings {

  /** The file with the secret that api-service shows; without it nothing is served. */
  Optional<Path> tokenFile();

  /** How many requests are worked on at once. */
  @WithDefault("2")
  int atOnce();

  /** How large a request may be: a message for a dry run, in base64. */
  @WithDefault("1048576")
  int bodyBytes();

  /** How large a file for a back-fill may be; it is held in memory. */
  @WithDefault("8388608")
  int fileBytes();
}
