package dk.bypuls.events;

/**
 * What travels on {@link Topics#AREA_PARTS}: what sensors have to say, and the beat that moves time
 * in every partition.
 */
public sealed interface AreaEvent permits AreaPart, AreaBeat {}
