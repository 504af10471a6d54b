package dk.bypuls.events.personal;

/** Where in a text something of a person stands: from the first character to after the last. */
public record Found(PersonalKind kind, int from, int to) {}
