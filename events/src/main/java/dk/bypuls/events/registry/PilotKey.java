package dk.bypuls.events.registry;

/**
 * A key that shows one dataset to whoever was invited to its pilot.
 *
 * @param id the key's name
 * @param sha256 the hash of the key, in lower-case hexadecimal
 */
public record PilotKey(String id, String dataset, String sha256) implements Entity {}
