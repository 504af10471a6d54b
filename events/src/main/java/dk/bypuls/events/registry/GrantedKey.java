package dk.bypuls.events.registry;

/**
 * A key of somebody who uses the open side a lot: whoever sends it has a larger allowance, and sees
 * nothing that others do not.
 *
 * @param id the key's name
 * @param sha256 the hash of the key, in lower-case hexadecimal
 */
public record GrantedKey(String id, String sha256) implements Entity {}
