package dk.bypuls.api.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a feedback is. */
enum FeedbackState {
  RECEIVED,
  BEING_LOOKED_AT,
  ANSWERED,
  MENDED,
  DECLINED;

  /** All names, for people. */
  static final String NAMES =
      Arrays.stream(values()).map(FeedbackState::id).collect(Collectors.joining(", "));

  @JsonValue
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether somebody is still to do something about it. */
  boolean waits() {
    return this == RECEIVED || this == BEING_LOOKED_AT;
  }

  static Optional<FeedbackState> find(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
