package dk.bypuls.aggregator.series;

import dk.bypuls.events.vocabulary.Quantity;

/**
 * One quantity of one sensor.
 *
 * @param number its short name in the keys of its partition's state
 */
public record Series(int number, String tenant, String sensor, Quantity quantity) {}
