package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.PilotKey;
import dk.bypuls.events.registry.SourceToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it takes to get from what is registered to what is wanted. */
public record Diff(List<Change> changes, int unchanged) {

  /** Only what is named changes; files say nothing about what they do not name. */
  static Diff between(Map<EntityKey, Stored> registered, Intent intent) {
    List<Change> changes = new ArrayList<>();
    int unchanged = 0;
    for (Entity wanted : intent.declared().values()) {
      Stored stored = registered.get(EntityKey.of(wanted));
      if (stored != null && !stored.withdrawn() && stored.entity().equals(wanted)) {
        unchanged++;
      } else {
        changes.add(put(stored, wanted));
      }
    }
    for (EntityKey key : intent.withdrawn()) {
      Stored stored = registered.get(key);
      if (stored == null || stored.withdrawn()) {
        unchanged++;
      } else {
        changes.add(withdraw(key, stored));
        changes.addAll(openedBy(key, registered));
      }
    }
    changes.sort(Comparator.comparing(Change::key));
    return new Diff(List.copyOf(changes), unchanged);
  }

  static Change put(@Nullable Stored stored, Entity wanted) {
    EntityKey key = EntityKey.of(wanted);
    if (stored == null) {
      return new Change(key, Change.Kind.CREATED, 1, null, wanted);
    }
    return stored.withdrawn()
        ? new Change(key, Change.Kind.CREATED, stored.version() + 1, null, wanted)
        : new Change(key, Change.Kind.CHANGED, stored.version() + 1, stored.entity(), wanted);
  }

  static Change withdraw(EntityKey key, Stored stored) {
    return new Change(key, Change.Kind.WITHDRAWN, stored.version() + 1, stored.entity(), null);
  }

  /** A token must not come back to life with a source, nor a key with a dataset, that returns. */
  private static List<Change> openedBy(EntityKey gone, Map<EntityKey, Stored> registered) {
    if (gone.kind() != EntityKind.SOURCE && gone.kind() != EntityKind.DATASET) {
      return List.of();
    }
    return registered.entrySet().stream()
        .filter(entry -> !entry.getValue().withdrawn())
        .filter(entry -> opens(entry.getValue().entity(), gone))
        .map(entry -> withdraw(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static boolean opens(Entity entity, EntityKey what) {
    return (entity instanceof SourceToken token
            && what.equals(new EntityKey(EntityKind.SOURCE, token.source())))
        || (entity instanceof PilotKey key
            && what.equals(new EntityKey(EntityKind.DATASET, key.dataset())));
  }
}
