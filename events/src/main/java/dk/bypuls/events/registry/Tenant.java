package dk.bypuls.events.registry;

import org.jspecify.annotations.Nullable;

/**
 * A municipality or another body that measures.
 *
 * @param contact whom to ask about its sensors
 * @param simulated whether all of it is fiction
 */
public record Tenant(String id, Text name, @Nullable String contact, boolean simulated)
    implements Entity {}
