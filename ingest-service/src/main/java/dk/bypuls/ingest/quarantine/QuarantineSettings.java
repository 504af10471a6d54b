package dk.bypuls.ingest.quarantine;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the keys are, and how often those that are over are looked for. */
public interface QuarantineSettings {

  /** The key folder, which all ingest instances share and no backup takes. */
  @WithDefault(".bypuls/keys")
  Path keys();

  /** How often keys whose quarantine is over are erased. */
  @WithDefault("PT1H")
  Duration sweep();
}
