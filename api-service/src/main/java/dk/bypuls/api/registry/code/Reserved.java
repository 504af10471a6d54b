package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is Bypuls' own: everybody may use its profiles and decoders, and nobody may change them. */
final class Reserved {

  /** The tenant of all that Bypuls brings itself. */
  static final String TENANT = "bypuls";

  private static final Set<EntityKind> FOR_ALL = Set.of(EntityKind.PROFILE, EntityKind.DECODER);

  private final Draft draft;
  private final Map<EntityKey, Entity> known;

  Reserved(Draft draft, Map<EntityKey, Entity> known) {
    this.draft = draft;
    this.known = known;
  }

  /** Whether that thing may be named by things of other tenants. */
  static boolean isForAll(EntityKey key, Entity entity) {
    return FOR_ALL.contains(key.kind()) && isOwn(entity);
  }

  private static boolean isOwn(@Nullable Entity entity) {
    return entity != null && Owners.tenantOf(entity).equals(TENANT);
  }

  void check() {
    for (Declaration declaration : draft.declared()) {
      if (isOwn(declaration.entity()) || isOwn(known.get(declaration.key()))) {
        refuse(declaration.tenant());
      }
    }
    draft
        .withdrawn()
        .forEach(
            (key, spot) -> {
              if (isOwn(known.get(key))) {
                refuse(spot);
              }
            });
  }

  private void refuse(Spot spot) {
    draft.findings().add(spot, Wrong.RESERVED.of(TENANT));
  }
}
