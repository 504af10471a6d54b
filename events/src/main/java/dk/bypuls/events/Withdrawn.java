package dk.bypuls.events;

import java.time.Instant;

/** That a dataset's windows that have a part in this stretch of time are no longer public. */
public record Withdrawn(String dataset, Instant from, Instant to, String reason)
    implements WindowEvent {}
