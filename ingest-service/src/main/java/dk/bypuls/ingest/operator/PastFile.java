package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.ingest.batch.Report;
import dk.bypuls.ingest.intake.DryRun.Shown;
import dk.bypuls.ingest.intake.Outcome;
import dk.bypuls.ingest.intake.Outcome.Dropped;
import dk.bypuls.ingest.intake.Outcome.Several;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a file of one sensor's past; for people, so it never repeats what is in it. One
 * row that is not understood is one too many: who mends it gives the file again.
 */
final class PastFile {

  /** All of it is held in memory, here and where its windows are made. */
  static final int MOST_READINGS = 250_000;

  private final String sensor;
  private final List<byte[]> records = new ArrayList<>();
  private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();
  private int rows;
  private int readings;
  private int dropped;
  private @Nullable Instant first;
  private @Nullable Instant last;

  PastFile(String sensor) {
    this.sensor = sensor;
  }

  /** Whether it is worth reading on. */
  boolean goesOn() {
    return errors.size() < Report.MOST_ERRORS && readings <= MOST_READINGS;
  }

  boolean isUnderstood() {
    return errors.isEmpty() && !records.isEmpty();
  }

  List<byte[]> records() {
    return records;
  }

  /** Takes what a row would become. */
  void add(Shown shown, long line) {
    rows++;
    each(shown.outcome()).forEach(outcome -> add(outcome, line));
    for (Quarantined aside : shown.setAside()) {
      error(line, aside.reason().id(), aside.detail(), Advice.on(aside.reason()));
    }
    shown.readings().forEach(message -> add(message, line));
  }

  private static List<Outcome> each(Outcome outcome) {
    return outcome instanceof Several several ? several.each() : List.of(outcome);
  }

  private void add(Outcome outcome, long line) {
    if (outcome instanceof Dropped) {
      dropped++;
    } else if (!outcome.settled()) {
      throw NotAnsweredException.later(
          "Ingest had no room for line " + line + ", so nothing was changed. Give the file again.");
    }
  }

  private void add(Readings message, long line) {
    if (!message.sensor().equals(sensor)) {
      error(
          line,
          "other-sensor",
          "the row is of a sensor that was not asked for",
          "Give each sensor's rows in a file of its own, and name that sensor.");
      return;
    }
    for (Readings.Reading reading : message.readings()) {
      if (Hint.TIME_OF_ARRIVAL.in(reading.hints())) {
        error(
            line,
            "no-time",
            "the row does not say when it was observed",
            "Fill in the time, or tell the source in which column it is.");
        return;
      }
      readings++;
      Instant at = reading.observedAt();
      first = first == null || at.isBefore(first) ? at : first;
      last = last == null || at.isAfter(last) ? at : last;
    }
    if (readings > MOST_READINGS) {
      error(
          line,
          "too-large",
          "more than " + MOST_READINGS + " readings are in the file",
          "Give it in parts, each with a range of its own.");
    }
    records.add(Topics.BACK_FILL.codec().encode(message));
  }

  private void error(long line, String reason, String detail, String advice) {
    if (errors.size() < Report.MOST_ERRORS) {
      errors
          .addObject()
          .put("line", line)
          .put("reason", reason)
          .put("detail", detail)
          .put("do", advice);
    }
  }

  /** As it is told. */
  ObjectNode told() {
    ObjectNode told =
        JsonNodeFactory.instance
            .objectNode()
            .put("rows", rows)
            .put("records", records.size())
            .put("readings", readings)
            .put("dropped", dropped);
    if (first != null && last != null) {
      told.put("first", first.toString()).put("last", last.toString());
    }
    told.set("errors", errors);
    return told;
  }
}
