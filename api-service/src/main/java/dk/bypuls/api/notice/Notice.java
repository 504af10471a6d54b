package dk.bypuls.api.notice;

import dk.bypuls.events.registry.Text;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that those who use a dataset must know. Who decided it is not in it.
 *
 * @param id the same for ever, on every instance
 * @param at when it was decided, or when it comes into force
 */
public record Notice(String id, Kind kind, String dataset, Instant at, Text title, Text text) {

  /** What happened. */
  public enum Kind {
    PUBLISHED,
    POLICY,
    LICENCE,
    SCHEMA,
    RESOLUTION,
    DEPRECATED,
    RECALLED,
    WITHDRAWN;

    /** What programs look for. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
