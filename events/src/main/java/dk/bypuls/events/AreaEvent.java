package dk.bypuls.events;

/**
 * What travels on {@link Topics#AREA_PARTS}: what sensors have to say, or said long ago, whom they
 * saw, and the beat that moves time in every partition.
 */
public sealed interface AreaEvent permits AreaPart, AreaSighting, AreaPast, AreaBeat {}
