package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;

/** A cell of which there is no window, and why (I6). */
public record Gap(
    String dataset,
    Cell cell,
    Quantity measured,
    Resolution resolution,
    Instant start,
    Instant end,
    Reason reason)
    implements Row {

  /** Why there is none. That it is withheld is not among them: there is a window that says so. */
  public enum Reason {
    /** All that will come by itself has come, and nothing did. */
    MISSING("missing"),
    /** It may still come by itself. */
    NOT_YET("not-yet");

    private final String json;

    Reason(String json) {
      this.json = json;
    }
  }

  @Override
  public String status() {
    return reason.json;
  }
}
