package dk.bypuls.api.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a dataset.
 *
 * @param number counts up; for the house alone
 * @param window JSON of the window that it is about; absent where it is about all of the dataset
 * @param contact how to reach who said it: personal data
 */
record Feedback(
    long number,
    String dataset,
    String text,
    @Nullable String window,
    @Nullable String contact,
    Instant receivedAt,
    FeedbackState state,
    @Nullable String answer,
    @Nullable Instant answeredAt,
    @Nullable String answeredBy) {}
