package dk.bypuls.ingest.http;

import io.smallrye.config.WithDefault;

/** The limits of what is posted. */
public interface HttpSettings {

  /** How many characters a token may have. */
  @WithDefault("256")
  int tokenLength();
}
