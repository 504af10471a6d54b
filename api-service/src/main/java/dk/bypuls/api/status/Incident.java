package dk.bypuls.api.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of trouble, or one in which nobody looked.
 *
 * @param part absent where nobody looked: the service itself was away
 * @param to absent while it lasts
 */
record Incident(@Nullable Part part, Instant from, @Nullable Instant to) {}
