package dk.bypuls.events.policy;

import dk.bypuls.events.Numbered;

/**
 * How far off an answer may be for its noise. It is made of the answer and the policy, so it tells
 * nothing that these do not.
 */
public enum Quality implements Numbered {
  /** The value is at least twenty times the scale of its noise: within 15 % nineteen in twenty. */
  GOOD(1, "good", 20),
  /** At least five times: within 60 %. */
  FAIR(2, "fair", 5),
  ROUGH(3, "rough", 0);

  private final int number;
  private final String json;
  private final int timesNoise;

  Quality(int number, String json, int timesNoise) {
    this.number = number;
    this.json = json;
    this.timesNoise = timesNoise;
  }

  @Override
  public int number() {
    return number;
  }

  public String json() {
    return json;
  }

  public static Quality numbered(int number) {
    return Numbered.find(values(), number);
  }

  public static Quality of(long value, Ratio noiseScale) {
    Ratio told = Ratio.of(value, 1);
    for (Quality quality : values()) {
      if (told.compareTo(noiseScale.times(quality.timesNoise)) >= 0) {
        return quality;
      }
    }
    return ROUGH;
  }
}
