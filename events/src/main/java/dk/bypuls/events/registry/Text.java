package dk.bypuls.events.registry;

/** A text for people, in Danish and in English. */
public record Text(String da, String en) {}
