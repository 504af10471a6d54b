package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;

/** What one thing in the registry is called. */
public record EntityKey(EntityKind kind, String id) implements Comparable<EntityKey> {

  public static EntityKey of(Entity entity) {
    return new EntityKey(EntityKind.of(entity), entity.id());
  }

  @Override
  public int compareTo(EntityKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return kind.id() + " " + id;
  }
}
