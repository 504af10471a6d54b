package dk.bypuls.ingest.intake;

import dk.bypuls.events.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was understood as far as who speaks, and when.
 *
 * @param device the device's name in its source
 * @param observedAt when it was observed; absent where the sender does not say
 * @param origin where it began; absent where only its time and content tell
 * @param envelope how many fields of the measured part say who and when, and measure nothing
 */
public record Decoded(
    String device, @Nullable Instant observedAt, @Nullable Origin origin, int envelope) {}
