package dk.bypuls.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How far the orders to make windows of files have come, as aggregator-service notes it. */
@ApplicationScoped
class BackFillProgress {

  private static final String OF_SENSOR =
      "select job, state, detail, told, same, left_alone, reached, updated_at"
          + " from exact.back_fill where sensor = ?";

  private final OrderNotes notes;

  BackFillProgress(OrderNotes notes) {
    this.notes = notes;
  }

  /** What is noted of one order. */
  record Noted(
      String state, String detail, long told, long same, long left, Instant reached, Instant at) {

    boolean isOver() {
      return !state.equals("running");
    }
  }

  /** By order, what is noted of a sensor's; empty while history is away. */
  Optional<Map<String, Noted>> of(String sensor) {
    return notes.of(
        OF_SENSOR,
        sensor,
        row ->
            new Noted(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant()));
  }
}
