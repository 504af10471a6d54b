package dk.bypuls.api.registry;

import dk.bypuls.api.registry.Registrar.Author;
import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.GrantedKey;
import dk.bypuls.events.registry.PilotKey;
import dk.bypuls.events.registry.RegistryRecordCodec;
import dk.bypuls.events.registry.SourceToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did.
 *
 * @param sequence counts from one without a gap
 * @param who the name of the token
 * @param generation the apply it belongs to
 * @param message why, in the words of who did it
 * @param before the entity's JSON before; absent when there was none
 * @param after the entity's JSON afterwards; absent when there is none
 */
public record AuditRow(
    long sequence,
    Instant at,
    String who,
    String action,
    long generation,
    String kind,
    String id,
    @Nullable String message,
    @Nullable String before,
    @Nullable String after) {

  AuditRow numbered(long number, long ofGeneration) {
    return new AuditRow(number, at, who, action, ofGeneration, kind, id, message, before, after);
  }

  /** A row that still needs its number and generation. */
  static AuditRow of(Change change, Instant at, Author author) {
    return new AuditRow(
        0,
        at,
        author.who(),
        change.kind().id(),
        0,
        change.key().kind().id(),
        change.key().id(),
        author.message(),
        json(change.before()),
        json(change.after()));
  }

  /** A token's or key's hash stays out: the trail says that there was one, and for what. */
  private static @Nullable String json(@Nullable Entity entity) {
    if (entity instanceof SourceToken token) {
      return RegistryRecordCodec.entityToJson(new SourceToken(token.id(), token.source(), ""));
    }
    if (entity instanceof PilotKey key) {
      return RegistryRecordCodec.entityToJson(new PilotKey(key.id(), key.dataset(), ""));
    }
    if (entity instanceof GrantedKey key) {
      return RegistryRecordCodec.entityToJson(new GrantedKey(key.id(), ""));
    }
    return entity == null ? null : RegistryRecordCodec.entityToJson(entity);
  }
}
