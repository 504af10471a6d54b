package dk.bypuls.api.registry;

import dk.bypuls.events.registry.Entity;
import java.time.Instant;

/**
 * An entity as the database has it.
 *
 * @param entity what it is, or was when it was withdrawn
 */
public record Stored(
    Entity entity, long version, long generation, boolean withdrawn, Instant changedAt) {}
