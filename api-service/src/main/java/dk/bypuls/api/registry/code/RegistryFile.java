package dk.bypuls.api.registry.code;

/** A registry file as it was sent. */
public record RegistryFile(String name, String text) {}
