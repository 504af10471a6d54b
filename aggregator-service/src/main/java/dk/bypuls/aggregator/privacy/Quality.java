package dk.bypuls.aggregator.privacy;

import dk.bypuls.events.policy.Ratio;

/**
 * How far off an answer may be for its noise. It is made of the answer and the policy, so it tells
 * nothing that these do not.
 */
public enum Quality {
  /** The value is at least twenty times the scale of its noise: within 15 % nineteen in twenty. */
  GOOD(20),
  /** At least five times: within 60 %. */
  FAIR(5),
  ROUGH(0);

  private final int timesNoise;

  Quality(int timesNoise) {
    this.timesNoise = timesNoise;
  }

  static Quality of(long value, Ratio noiseScale) {
    Ratio told = Ratio.of(value, 1);
    for (Quality quality : values()) {
      if (told.compareTo(noiseScale.times(quality.timesNoise)) >= 0) {
        return quality;
      }
    }
    return ROUGH;
  }
}
