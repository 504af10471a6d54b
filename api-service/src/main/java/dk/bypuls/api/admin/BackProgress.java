package dk.bypuls.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** How far the orders to publish back have come, as aggregator-service notes it. */
@ApplicationScoped
class BackProgress {

  private static final String OF_DATASET =
      "select job, state, detail, published, passed_over, start_at, updated_at"
          + " from exact.back_publication where dataset = ?";

  private final OrderNotes notes;

  BackProgress(OrderNotes notes) {
    this.notes = notes;
  }

  /** What is noted of one order. */
  record Noted(
      String state, String detail, long published, long passedOver, Instant reached, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    return notes
        .of(
            OF_DATASET,
            dataset,
            row ->
                new Noted(
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getTimestamp(6).toInstant(),
                    row.getTimestamp(7).toInstant()))
        .orElseGet(Map::of);
  }
}
