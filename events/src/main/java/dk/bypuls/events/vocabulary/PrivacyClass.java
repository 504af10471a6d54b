package dk.bypuls.events.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** How close a dataset comes to people, from the loosest to the strictest. */
public enum PrivacyClass {
  /** The environment: places may be exact, windows as fine as readings. */
  OPEN("open"),
  /** Counts of people, vehicles or devices. */
  CROWD("crowd"),
  /** Meters of households. */
  HOUSEHOLD("household"),
  /** Never published. */
  INTERNAL("internal");

  private final String id;

  PrivacyClass(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public boolean isLooserThan(PrivacyClass other) {
    return compareTo(other) < 0;
  }

  public static Optional<PrivacyClass> find(String id) {
    return Arrays.stream(values()).filter(privacyClass -> privacyClass.id.equals(id)).findFirst();
  }
}
