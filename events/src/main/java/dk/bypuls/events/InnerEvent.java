package dk.bypuls.events;

/**
 * What travels on {@link Topics#READINGS}: readings, and the beat that moves time in every
 * partition.
 */
public sealed interface InnerEvent permits Readings, Tick {}
