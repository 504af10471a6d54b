package dk.bypuls.api.registryview;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at the open side: anyone, or somebody with a key: who was invited to a pilot, or was
 * granted a larger allowance.
 *
 * @param sha256 the hash of the key that they sent, of one that is known; absent for anyone
 */
public record Visitor(@Nullable String sha256) {

  /** Who sent no key that is known. */
  public static final Visitor ANYONE = new Visitor(null);
}
