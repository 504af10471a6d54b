package dk.bypuls.events.registry;

/** A spot where sensors stand. */
public record Place(String id, String tenant, Text name, double longitude, double latitude)
    implements Entity {}
