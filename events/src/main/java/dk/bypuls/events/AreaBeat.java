package dk.bypuls.events;

import java.time.Instant;

/**
 * How far one partition of {@link Topics#READINGS} is. It follows all that was told before it.
 *
 * @param partition the partition of the readings
 * @param through every sensor's window that ends at or before it has been told
 * @param at the append time that has been reached there
 */
public record AreaBeat(int partition, Instant through, Instant at) implements AreaEvent {}
