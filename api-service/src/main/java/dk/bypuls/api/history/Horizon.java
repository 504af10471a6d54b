package dk.bypuls.api.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far history could be seen when the first page was given: all pages see as far.
 *
 * @param batch the last transaction of the sink
 * @param through until when all windows of sensors had come that come by themselves; absent where
 *     nothing was told of it
 * @param areasThrough the same of areas
 */
record Horizon(int batch, @Nullable Instant through, @Nullable Instant areasThrough) {}
