package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.quarantine.Cursor;
import dk.bypuls.ingest.quarantine.EntryName;
import dk.bypuls.ingest.quarantine.Filter;
import dk.bypuls.ingest.quarantine.Filter.State;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what an operator asks for, and says what is wrong with it. */
final class Asked {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId HERE = ZoneId.of("Europe/Copenhagen");

  private final Function<String, @Nullable String> parameters;
  private final InstantSource clock;

  Asked(Function<String, @Nullable String> parameters, InstantSource clock) {
    this.parameters = parameters;
    this.clock = clock;
  }

  static JsonNode json(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw NotAnsweredException.wrong("Send a JSON object.");
      }
      return json;
    } catch (IOException e) {
      throw NotAnsweredException.wrong("The body is no JSON.");
    }
  }

  /** The members of an object that are plain values, as parameters. */
  static Function<String, @Nullable String> members(JsonNode json) {
    return name -> json.path(name).isValueNode() ? json.path(name).asText(null) : null;
  }

  @Nullable String text(String name) {
    String text = parameters.apply(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  Filter filter(State usual) {
    return new Filter(
        reason(text("reason")),
        text("source"),
        text("device"),
        time("from"),
        time("to"),
        state(text("state"), usual));
  }

  private static @Nullable Reason reason(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                NotAnsweredException.wrong(
                    "A reason is one of "
                        + Arrays.stream(Reason.values())
                            .map(Reason::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static State state(@Nullable String written, State usual) {
    if (written == null) {
      return usual;
    }
    try {
      return State.valueOf(written.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw NotAnsweredException.wrong("state is open, settled or all.");
    }
  }

  /** An instant, a local date, or a duration back from now. */
  @Nullable Instant time(String name) {
    String written = text(name);
    if (written == null) {
      return null;
    }
    try {
      if (!written.startsWith("P")) {
        return written.contains("T")
            ? Instant.parse(written)
            : LocalDate.parse(written).atStartOfDay(HERE).toInstant();
      }
      return written.contains("T")
          ? clock.instant().minus(Duration.parse(written))
          : clock.instant().atZone(HERE).minus(Period.parse(written)).toInstant();
    } catch (DateTimeException e) {
      throw NotAnsweredException.wrong(
          name
              + " is an instant (2026-11-21T09:15:00Z), a date (2026-11-21), or a duration back from"
              + " now (PT6H, P1D).");
    }
  }

  int number(String name, int usual, int most) {
    String written = text(name);
    if (written == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(written);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw NotAnsweredException.wrong(name + " is a whole number from 1 to " + most + ".");
  }

  @Nullable Cursor cursor() {
    String written = text("cursor");
    return written == null
        ? null
        : Cursor.find(written)
            .orElseThrow(
                () -> NotAnsweredException.wrong("Take the cursor from \"next\" of an answer."));
  }

  static EntryName entry(String written) {
    return EntryName.find(written)
        .orElseThrow(
            () ->
                NotAnsweredException.wrong(
                    "An entry is named by its partition and offset, as 3-1042."));
  }
}
