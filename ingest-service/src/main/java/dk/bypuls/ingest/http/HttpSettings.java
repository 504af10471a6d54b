package dk.bypuls.ingest.http;

import io.smallrye.config.WithDefault;

/** The limits of what is posted. */
public interface HttpSettings {

  /** How many characters a token may have. */
  @WithDefault("256")
  int tokenLength();

  /**
   * How many bytes an upload may have, unpacked. As it comes, it may have as many as {@code
   * quarkus.http.limits.max-body-size} says.
   */
  @WithDefault("20000000000")
  long uploadBytes();
}
