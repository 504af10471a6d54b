package dk.bypuls.events.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a dataset is on its way to everyone, and back. Decisions alone move it. */
public enum Stage {
  /** It is registered; nobody asked for more. */
  INVENTORIED,
  /** Its owner says what it needs, what it risks, and asks for a decision. */
  ASSESSED,
  /** Somebody else agreed. Nothing has left yet. */
  APPROVED,
  /** Its windows leave, and are shown to those who were invited. */
  PILOT,
  /** Its windows are shown to everyone. */
  PUBLIC,
  /** As public; it says that it will end. */
  DEPRECATED,
  /** Nothing leaves any more, and nothing is shown. */
  WITHDRAWN;

  /** What people read and programs send. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Stage> find(String id) {
    return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
  }

  /** Whether windows leave in it. */
  boolean releases() {
    return this == PILOT || isForEveryone();
  }

  boolean isForEveryone() {
    return this == PUBLIC || this == DEPRECATED;
  }
}
