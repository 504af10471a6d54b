package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Quarantined;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Original;
import dk.bypuls.ingest.quarantine.Cursor;
import dk.bypuls.ingest.quarantine.Entry;
import dk.bypuls.ingest.quarantine.EntryName;
import dk.bypuls.ingest.quarantine.Filter;
import dk.bypuls.ingest.quarantine.Filter.State;
import dk.bypuls.ingest.quarantine.Order;
import dk.bypuls.ingest.quarantine.QuarantineDesk;
import dk.bypuls.ingest.quarantine.QuarantineDesk.Listed;
import dk.bypuls.ingest.quarantine.Recent;
import dk.bypuls.ingest.quarantine.Step;
import dk.bypuls.ingest.quarantine.Step.Dealt;
import dk.bypuls.ingest.quarantine.Step.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what is asked of the quarantine, in JSON. */
public final class QuarantineAnswers {

  private static final int USUAL_PAGE = 100;
  private static final int USUAL_UPLINKS = 20;
  private static final int MOST_UPLINKS = 100;

  private final QuarantineDesk desk;
  private final InstantSource clock;

  public QuarantineAnswers(QuarantineDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  JsonNode list(Function<String, @Nullable String> parameters) {
    Asked asked = new Asked(parameters, clock);
    Filter filter = asked.filter(State.OPEN);
    int most = asked.number("limit", USUAL_PAGE, desk.mostInPage());
    Listed listed = desk.list(filter, asked.cursor(), most);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = answer.putArray("entries");
    listed.entries().forEach(entry -> entries.add(told(entry)));
    return ended(answer, listed.next(), listed.scanned());
  }

  private static ObjectNode ended(ObjectNode answer, @Nullable Cursor next, int scanned) {
    answer.put("next", next == null ? null : next.toString());
    return answer.put("scanned", scanned);
  }

  private static ObjectNode told(Entry entry) {
    Quarantined what = entry.what();
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("entry", entry.name().toString())
        .put("state", entry.settled() == null ? "open" : entry.settled().id())
        .put("reason", what.reason().id())
        .put("detail", what.detail());
    put(told, "tenant", what.tenant());
    put(told, "source", what.source());
    put(told, "device", what.device());
    told.put("receivedAt", what.receivedAt().toString())
        .put("setAsideAt", entry.setAsideAt().toString());
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> each : new TreeMap<>(what.about()).entrySet()) {
      if (!each.getKey().equals(Original.FORM.getKey())) {
        about.put(each.getKey(), each.getValue());
      }
    }
    if (!about.isEmpty()) {
      told.set("about", about);
    }
    String why = entry.whyNotReplayable();
    told.put("replayable", why == null);
    put(told, "whyNot", why);
    return told;
  }

  private static void put(ObjectNode into, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      into.put(name, value);
    }
  }

  /** What came of a sensor's messages lately: those that were accepted, newest first. */
  JsonNode uplinks(Function<String, @Nullable String> parameters) {
    Asked asked = new Asked(parameters, clock);
    String sensor = asked.text("sensor");
    if (sensor == null) {
      throw NotAnsweredException.wrong("Say which sensor.");
    }
    Recent recent =
        desk.recent(sensor, asked.number("limit", USUAL_UPLINKS, MOST_UPLINKS), asked.time("from"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("sensor", sensor);
    ArrayNode uplinks = answer.putArray("uplinks");
    for (Readings each : recent.uplinks()) {
      ObjectNode uplink = uplinks.addObject();
      uplink.put("receivedAt", each.receivedAt().toString()).put("source", each.source());
      uplink.set("readings", ReadingsJson.of(each));
    }
    put(answer, "lookedBackTo", recent.from() == null ? null : recent.from().toString());
    return answer.put("scanned", recent.scanned());
  }

  JsonNode show(String name, boolean original) {
    Entry entry =
        desk.find(Asked.entry(name))
            .orElseThrow(
                () ->
                    NotAnsweredException.missing(
                        "There is no such entry, or no longer. See /admin/v1/quarantine."));
    ObjectNode told = told(entry);
    if (original) {
      told.set("original", original(entry));
    }
    return told;
  }

  private JsonNode original(Entry entry) {
    Optional<Original> opened;
    try {
      opened = desk.original(entry);
    } catch (IOException e) {
      throw NotAnsweredException.wrong("The original cannot be opened: its seal does not fit.");
    }
    Original original =
        opened.orElseThrow(
            () ->
                NotAnsweredException.missing(
                    entry.isSealed()
                        ? "The key of the original's day is erased, so nobody can open it any more."
                        : "The record that the aggregator set aside is no longer kept."));
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    Way way = original.way();
    put(told, "topic", way.topic());
    put(told, "event", way.event());
    put(told, "contentType", way.contentType());
    told.put("bytes", original.body().length);
    ArrayNode readings = entry.isSealed() ? null : readings(original.body());
    if (readings != null) {
      told.set("readings", readings);
      return told;
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(original.body())).toString();
      return told.put("text", text);
    } catch (CharacterCodingException e) {
      return told.put("base64", Base64.getEncoder().encodeToString(original.body()));
    }
  }

  private static @Nullable ArrayNode readings(byte[] record) {
    try {
      return Topics.READINGS.codec().decode(record) instanceof Readings readings
          ? ReadingsJson.of(readings)
          : null;
    } catch (UnreadableEventException e) {
      return null;
    }
  }

  JsonNode replay(JsonNode request) {
    return told(desk.replay(order(request)));
  }

  JsonNode drop(JsonNode request) {
    return told(desk.drop(order(request)));
  }

  private Order order(JsonNode request) {
    Asked asked = new Asked(Asked.members(request), clock);
    List<EntryName> names = new ArrayList<>();
    request.path("entries").forEach(entry -> names.add(Asked.entry(entry.asText())));
    int step = desk.mostInStep();
    if (names.size() > step) {
      throw NotAnsweredException.wrong("Name " + step + " entries at most.");
    }
    boolean again = request.path("again").asBoolean();
    Filter filter = asked.filter(again ? State.ALL : State.OPEN);
    boolean all = request.path("all").asBoolean();
    if (names.isEmpty() == (filter.isEverything() && !all)) {
      throw NotAnsweredException.wrong(
          names.isEmpty()
              ? "Say which: entries, or a filter (reason, source, device, from, to), or all."
              : "Name entries or a filter, not both.");
    }
    String by = asked.text("request");
    return new Order(
        names,
        names.isEmpty() ? filter : null,
        asked.cursor(),
        asked.number("limit", step, step),
        again,
        by == null ? "" : by);
  }

  private static ObjectNode told(Step step) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode counts = answer.putObject("counts");
    ArrayNode entries = answer.putArray("entries");
    for (Dealt dealt : step.dealt()) {
      String result = dealt.result().id();
      counts.put(result, counts.path(result).asInt() + 1);
      if (dealt.result() != Result.REPLAYED && dealt.result() != Result.DROPPED) {
        entries
            .addObject()
            .put("entry", dealt.name().toString())
            .put("result", result)
            .put("why", dealt.why());
      }
    }
    return ended(answer, step.next(), step.scanned());
  }
}
