package dk.bypuls.simulator.town;

/**
 * A named spot in the town.
 *
 * @param id its id in the registry
 * @param downstream how far down the stream it lies, from 0 to 1; 0 for what is not at the stream
 */
public record Place(
    String id,
    String danish,
    String english,
    Position position,
    Setting setting,
    double downstream) {}
