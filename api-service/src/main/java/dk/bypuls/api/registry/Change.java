package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.events.registry.Entity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what is registered and what is wanted.
 *
 * @param version the entity's version afterwards
 */
public record Change(
    EntityKey key, Kind kind, long version, @Nullable Entity before, @Nullable Entity after) {

  /** The fields that differ, as a registry file calls them; none for what comes or goes whole. */
  public List<String> fields() {
    return before == null || after == null ? List.of() : Fields.differing(before, after);
  }

  /** What it is, or was. */
  Entity subject() {
    return Objects.requireNonNull(after == null ? before : after, "a change is of something");
  }

  /** What happens to the entity. */
  public enum Kind {
    CREATED("created"),
    CHANGED("changed"),
    WITHDRAWN("withdrawn");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
