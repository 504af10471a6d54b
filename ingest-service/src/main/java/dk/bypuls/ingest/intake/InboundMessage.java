package dk.bypuls.ingest.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as a transport received it.
 *
 * @param source the source whose way it came by
 * @param body the bytes, which nobody changes any more
 * @param event what the transport says it tells of, such as {@code up} or {@code join}; absent
 *     where transports do not say
 */
@SuppressWarnings("ArrayRecordComponent") // the transports hand over bytes, and nobody compares
public record InboundMessage(
    String source, byte[] body, Instant receivedAt, @Nullable String event) {}
