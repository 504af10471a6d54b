package dk.bypuls.api.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where ingest is, and the secret that it knows this service by. */
@ConfigMapping(prefix = "bypuls.operator")
public interface OperatorSettings {

  /** Where ingest's port is. */
  @WithDefault("http://127.0.0.1:8081")
  URI ingest();

  /** Where those who post their messages reach it, which may be by another name. */
  @WithDefault("http://127.0.0.1:8081")
  URI intake();

  /** The file with the secret that ingest reads as well; without it ingest is not asked. */
  Optional<Path> tokenFile();

  /** How long ingest may take for one answer. */
  @WithDefault("PT60S")
  Duration answerWithin();
}
