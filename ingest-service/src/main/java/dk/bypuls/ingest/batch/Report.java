package dk.bypuls.ingest.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Accepted;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Refused;
import dk.bypuls.ingest.intake.Outcome.SetAside;
import dk.bypuls.ingest.intake.Outcome.Several;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the records so far; for people, so it never repeats what is in them. */
public final class Report {

  /** Whoever has seen so many mistakes knows what to mend. */
  public static final int MOST_ERRORS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeMap<Long, String> errors = new TreeMap<>();
  private long records;
  private long accepted;
  private long quarantined;
  private long dropped;
  private @Nullable Refused refusal;

  /** Counts one record in. */
  public synchronized void add(Outcome outcome, long line) {
    records++;
    if (outcome instanceof Several several) {
      several.each().forEach(each -> count(each, line));
    } else {
      count(outcome, line);
    }
  }

  private void count(Outcome outcome, long line) {
    if (outcome instanceof Accepted) {
      accepted++;
    } else if (outcome instanceof SetAside setAside) {
      quarantined++;
      errors.putIfAbsent(line, setAside.reason().id());
      if (errors.size() > MOST_ERRORS) {
        errors.pollLastEntry();
      }
    } else if (outcome instanceof Dropped) {
      dropped++;
    } else if (outcome instanceof Refused refused) {
      refusal = refused;
    }
  }

  /** Why a record was refused for now; absent if none was. */
  public synchronized @Nullable Refused refusal() {
    return refusal;
  }

  public synchronized long records() {
    return records;
  }

  /** Whether anything of it was understood. */
  public synchronized boolean hasTakenAny() {
    return accepted + dropped > 0;
  }

  /** As it is told. */
  public synchronized ObjectNode toJson() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("records", records)
            .put("accepted", accepted)
            .put("quarantined", quarantined)
            .put("dropped", dropped);
    ArrayNode list = json.putArray("errors");
    errors.forEach((line, reason) -> list.addObject().put("line", line).put("reason", reason));
    return json;
  }
}
