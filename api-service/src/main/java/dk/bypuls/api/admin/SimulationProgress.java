package dk.bypuls.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How far the orders to simulate a policy have come, and what they found out. */
@ApplicationScoped
public class SimulationProgress {

  private static final String OF_DATASET =
      "select job, state, detail, reached, updated_at from exact.simulation where dataset = ?";

  private static final String REPORT =
      "select job, report from exact.simulation where job = ? and report is not null";

  private final OrderNotes notes;
  private final ObjectMapper json;

  SimulationProgress(OrderNotes notes, ObjectMapper json) {
    this.notes = notes;
    this.json = json;
  }

  /** What is noted of one order. */
  public record Noted(String state, String detail, Instant reached, Instant at) {}

  /** By order, what is noted of a dataset's; nothing while history is away. */
  public Map<String, Noted> of(String dataset) {
    return notes
        .of(
            OF_DATASET,
            dataset,
            row ->
                new Noted(
                    row.getString(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant(),
                    row.getTimestamp(5).toInstant()))
        .orElseGet(Map::of);
  }

  /** What an order found out; absent until it is done, and while history is away. */
  Optional<JsonNode> report(String job) {
    return notes
        .of(REPORT, job, row -> row.getString(2))
        .flatMap(reports -> Optional.ofNullable(reports.get(job)))
        .map(this::parsed);
  }

  private JsonNode parsed(String report) {
    try {
      return json.readTree(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database takes JSON only", e);
    }
  }
}
