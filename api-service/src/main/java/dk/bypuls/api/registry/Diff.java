package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.EntityKey;
import dk.bypuls.api.registry.code.Intent;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
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
        changes.addAll(tokensOf(key, registered));
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

  /** A token must not come back to life with a source that is registered again. */
  private static List<Change> tokensOf(EntityKey source, Map<EntityKey, Stored> registered) {
    if (source.kind() != EntityKind.SOURCE) {
      return List.of();
    }
    return registered.entrySet().stream()
        .filter(entry -> !entry.getValue().withdrawn())
        .filter(
            entry ->
                entry.getValue().entity() instanceof SourceToken token
                    && token.source().equals(source.id()))
        .map(entry -> withdraw(entry.getKey(), entry.getValue()))
        .toList();
  }
}
