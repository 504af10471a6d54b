package dk.bypuls.events.registry;

/**
 * A token that may post to one source.
 *
 * @param id the name it was given
 * @param sha256 the hash of the token in lower-case hexadecimal; tokens are random and long, so it
 *     needs no salt
 */
public record SourceToken(String id, String source, String sha256) implements Entity {}
