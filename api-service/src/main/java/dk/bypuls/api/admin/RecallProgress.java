package dk.bypuls.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** How far the orders to recall have come, as aggregator-service notes it. */
@ApplicationScoped
class RecallProgress {

  private static final String OF_DATASET =
      "select job, state, deleted, updated_at from exact.recall where dataset = ?";

  private final OrderNotes notes;

  RecallProgress(OrderNotes notes) {
    this.notes = notes;
  }

  /** What is noted of one order. */
  record Noted(String state, long deleted, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    return notes
        .of(
            OF_DATASET,
            dataset,
            row -> new Noted(row.getString(2), row.getLong(3), row.getTimestamp(4).toInstant()))
        .orElseGet(Map::of);
  }
}
