package dk.bypuls.api.registry.code;

/** One scalar of a file and where it stands. */
record Word(String text, Spot spot) {}
