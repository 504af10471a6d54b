package dk.bypuls.events;

import java.time.Instant;

/**
 * How far a dataset's windows have been completed in one partition.
 *
 * <p>It follows the windows it speaks of in their partition. A cell without a window is missing
 * when it ends at or before {@code through}, and not yet due after it.
 *
 * @param dataset for the windows of areas: the {@link dk.bypuls.events.registry.AreaTree#key()} of
 *     their tree, of which one partition alone tells
 */
public record CompleteThrough(String dataset, int partition, Resolution resolution, Instant through)
    implements WindowEvent {}
