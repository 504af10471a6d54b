package dk.bypuls.events.policy;

import dk.bypuls.events.Resolution;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A cell of which something is told once: an area, a category of what is measured (cars, trucks),
 * and one stretch of time.
 */
public record Leaf(Grain grain, String area, String category, Instant start) {

  public Leaf {
    checkName("area", area);
    checkName("category", category);
    if (!grain.resolution().spanAt(start).start().equals(start)) {
      throw new IllegalArgumentException("no " + grain.resolution() + " starts at " + start);
    }
  }

  /** Names are joined with spaces, so they may have none of their own. */
  static void checkName(String what, String name) {
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(what + ": a name without spaces, not '" + name + "'");
    }
  }

  public Resolution.Span span() {
    return grain.resolution().spanAt(start);
  }

  /** The local day in which it starts. */
  public LocalDate day() {
    return LocalDate.ofInstant(start, Resolution.ZONE);
  }

  /** What it is called, except for its time. */
  public String series() {
    return grain.tree() + " " + area + " " + category;
  }

  /** What it is called: no two leaves have the same name. */
  public String name() {
    return series() + " " + grain.resolution() + " " + start;
  }
}
