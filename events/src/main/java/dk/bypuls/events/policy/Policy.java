package dk.bypuls.events.policy;

import dk.bypuls.events.Resolution;
import java.time.Instant;

/**
 * One version of how a dataset is protected. It never changes: another decision is another version.
 *
 * @param family what all versions for one dataset have in common. Noise belongs to it, so that a
 *     new version draws none anew
 * @param version 1 for the first
 * @param from when it comes into force, until the next does
 */
public record Policy(String family, int version, Instant from, Grain grain, Rules rules) {

  public Policy {
    Leaf.checkName("family", family);
    if (version < 1) {
      throw new IllegalArgumentException("version: 1 or more, not " + version);
    }
    if (rules.unit() == GroupUnit.HASH && grain.resolution().compareTo(Resolution.P1D) > 0) {
      throw new IllegalArgumentException(
          "resolution: P1D at most where groups are of hashes, which are others tomorrow; not "
              + grain.resolution());
    }
  }
}
