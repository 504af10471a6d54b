package dk.bypuls.api.feedback;

import java.time.Instant;

/** How much was said of a dataset that nobody has answered yet. */
public record WaitingFeedback(String dataset, int waiting, Instant oldest, Instant newest) {}
