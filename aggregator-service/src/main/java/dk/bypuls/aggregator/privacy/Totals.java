package dk.bypuls.aggregator.privacy;

/**
 * What a leaf comes to, exactly. It never leaves the inner side.
 *
 * @param group how many of the policy's unit contributed
 * @param value what they contributed together
 */
public record Totals(long group, long value) {}
