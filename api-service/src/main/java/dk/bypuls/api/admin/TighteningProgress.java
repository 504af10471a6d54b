package dk.bypuls.api.admin;

import dk.bypuls.events.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How far what is out was told anew under stricter policies, as aggregator-service notes it. */
@ApplicationScoped
class TighteningProgress {

  private static final String OF_DATASET =
      "select version, state, reached, updated_at from exact.tightening where dataset = ?";

  private static final String COUNTS =
      """
      select version || ' ' || resolution || ' ' || leaves, version, resolution, leaves, kept,
        changed, withdrawn
      from exact.tightened where dataset = ?
      """;

  private final OrderNotes notes;

  TighteningProgress(OrderNotes notes) {
    this.notes = notes;
  }

  /** What is noted of one version. */
  record Noted(String state, Instant reached, Instant at) {}

  /**
   * What became of the windows of one resolution.
   *
   * @param what leaves, or sums of them
   */
  public record Count(
      int version, String resolution, String what, long kept, long changed, long withdrawn) {}

  /** By version, what is noted of a dataset's; nothing while history is away. */
  Map<String, Noted> of(String dataset) {
    return notes
        .of(
            OF_DATASET,
            dataset,
            row ->
                new Noted(
                    row.getString(2),
                    row.getTimestamp(3).toInstant(),
                    row.getTimestamp(4).toInstant()))
        .orElseGet(Map::of);
  }

  /** What became of a dataset's windows, of all versions. */
  List<Count> counts(String dataset) {
    return notes
        .of(
            COUNTS,
            dataset,
            row ->
                new Count(
                    row.getInt(2),
                    Resolution.numbered(row.getInt(3)).name(),
                    row.getBoolean(4) ? "leaves" : "sums",
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)))
        .map(
            found ->
                found.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .toList())
        .orElseGet(List::of);
  }
}
