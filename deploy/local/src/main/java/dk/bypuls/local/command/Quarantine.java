package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists and shows what could not become readings, replays it after mending, or drops it. */
final class Quarantine implements Command {

  private static final String PATH = "/admin/v1/quarantine";
  private static final List<String> VERBS = List.of("list", "show", "replay", "drop");
  private static final List<String> FILTERS =
      List.of("--reason", "--source", "--device", "--from", "--to");
  private static final String STATE = "--state";
  private static final String LIMIT = "--limit";
  private static final String ALL = "--all";
  private static final String AGAIN = "--again";
  private static final String ORIGINAL = "--original";
  private static final String MESSAGE = "--message";
  private static final String JSON = "--json";
  private static final int LISTED_BY_DEFAULT = 50;
  private static final int LONGEST_DETAIL = 60;
  private static final List<String> DONE = List.of("replayed", "dropped", "superseded");

  @Override
  public String name() {
    return "quarantine";
  }

  @Override
  public String summary() {
    return "lists, shows, replays or drops messages that could not become readings";
  }

  @Override
  public String usage() {
    return "list | show ENTRY | replay ENTRY... | drop ENTRY... [options]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("--reason", "R", "only what is there for that reason, such as unknown-device"),
        new Option("--source", "S", "only what came by that source"),
        new Option("--device", "D", "only what that device said, by its name in its source"),
        new Option(
            "--from", "T", "only what was set aside since: an instant, a date, or PT6H, P1D"),
        new Option("--to", "T", "only what was set aside before"),
        new Option(STATE, "S", "open (default), settled or all; for list"),
        new Option(LIMIT, "N", "so many entries (default " + LISTED_BY_DEFAULT + "); for list"),
        new Option(ORIGINAL, "", "with the message itself, which is written into the audit trail"),
        new Option(ALL, "", "all that is open, where nothing else says which; replay and drop"),
        new Option(AGAIN, "", "also what was dealt with before; its readings count once; replay"),
        new Option(MESSAGE, "TEXT", "why, for the audit trail"),
        new Option(JSON, "", "the answer as JSON"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, Integer.MAX_VALUE, "list, show, replay or drop");
    String verb = arguments.words().get(0);
    List<String> entries = arguments.words().subList(1, arguments.words().size());
    return switch (verb) {
      case "list" -> list(arguments, entries, out);
      case "show" -> show(arguments, entries, out);
      case "replay", "drop" -> deal(verb, arguments, entries, out);
      default ->
          throw new UsageException("unknown word quarantine " + verb + Nearest.hint(verb, VERBS));
    };
  }

  private static int list(Arguments arguments, List<String> entries, PrintStream out) {
    refuseWords(entries, "list takes no entries; show ENTRY shows one");
    int limit = arguments.number(LIMIT).orElse(LISTED_BY_DEFAULT);
    AdminApi api = Cities.admin(arguments);
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    String next = "";
    do {
      JsonNode page = Cities.demand(api.get(PATH + query(arguments, limit - found.size(), next)));
      page.path("entries").forEach(found::add);
      next = page.path("next").asText("");
      next = next.equals("null") ? "" : next;
    } while (!next.isEmpty() && found.size() < limit);
    if (arguments.has(JSON)) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.set("entries", found);
      out.println(answer.put("more", !next.isEmpty()).toPrettyString());
      return 0;
    }
    if (found.isEmpty()) {
      out.println("nothing is in quarantine that was asked for");
      return 0;
    }
    out.println(row("entry", "state", "reason", "source", "set aside at", "detail"));
    found.forEach(
        entry ->
            out.println(
                row(
                    text(entry, "entry"),
                    text(entry, "state"),
                    text(entry, "reason"),
                    text(entry, "source"),
                    text(entry, "setAsideAt"),
                    shortened(text(entry, "detail")))));
    if (!next.isEmpty()) {
      out.println("there may be more: " + LIMIT + " N shows so many");
    }
    return 0;
  }

  private static String query(Arguments arguments, int limit, String cursor) {
    Map<String, String> parameters = new LinkedHashMap<>(filter(arguments));
    arguments.value(STATE).ifPresent(state -> parameters.put("state", state));
    parameters.put("limit", Integer.toString(Math.min(limit, 1_000)));
    if (!cursor.isEmpty()) {
      parameters.put("cursor", cursor);
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(name + "=" + encoded(value)));
    return "?" + String.join("&", pairs);
  }

  private static Map<String, String> filter(Arguments arguments) {
    Map<String, String> filter = new LinkedHashMap<>();
    for (String option : FILTERS) {
      arguments.value(option).ifPresent(value -> filter.put(option.substring(2), value));
    }
    return filter;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static int show(Arguments arguments, List<String> entries, PrintStream out) {
    if (entries.size() != 1) {
      throw new UsageException("say which entry, as 3-1042; list shows them");
    }
    String query =
        arguments.has(ORIGINAL)
            ? "?original=true"
                + arguments.value(MESSAGE).map(said -> "&message=" + encoded(said)).orElse("")
            : "";
    JsonNode entry =
        Cities.demand(Cities.admin(arguments).get(PATH + "/" + encoded(entries.get(0)) + query));
    if (arguments.has(JSON)) {
      out.println(entry.toPrettyString());
      return 0;
    }
    entry
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (!field.getKey().equals("original")) {
                out.printf(
                    "%-11s %s%n", field.getKey(), value.isValueNode() ? value.asText() : value);
              }
            });
    entry
        .path("original")
        .properties()
        .forEach(
            field ->
                out.printf(
                    "%-11s %s%n",
                    field.getKey(),
                    field.getValue().isValueNode() ? field.getValue().asText() : field.getValue()));
    return 0;
  }

  private static int deal(String verb, Arguments arguments, List<String> entries, PrintStream out) {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    filter(arguments).forEach(order::put);
    if (entries.isEmpty() == (order.isEmpty() && !arguments.has(ALL))) {
      throw new UsageException(
          entries.isEmpty()
              ? "say which: entries, or one of " + String.join(", ", FILTERS) + ", or " + ALL
              : "name entries or say which by options, not both");
    }
    entries.forEach(order.withArray("entries")::add);
    order.put("all", arguments.has(ALL)).put("again", arguments.has(AGAIN));
    arguments.value(MESSAGE).ifPresent(message -> order.put("message", message));
    AdminApi api = Cities.admin(arguments);
    Map<String, Integer> counts = new LinkedHashMap<>();
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    String next;
    do {
      JsonNode step = Cities.demand(api.post(PATH + "/" + verb, order));
      step.path("counts")
          .properties()
          .forEach(count -> counts.merge(count.getKey(), count.getValue().asInt(), Integer::sum));
      for (JsonNode entry : step.path("entries")) {
        if (rest.size() < 1_000) {
          rest.add(entry);
        }
        if (!arguments.has(JSON)) {
          out.printf(
              "  %-12s %-14s %s%n",
              text(entry, "entry"), text(entry, "result"), text(entry, "why"));
        }
      }
      next = step.path("next").isTextual() ? step.path("next").asText() : "";
      order.put("cursor", next);
      if (!arguments.has(JSON)) {
        out.println((next.isEmpty() ? "done: " : "so far: ") + inWords(counts));
      }
    } while (!next.isEmpty());
    if (arguments.has(JSON)) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      counts.forEach(answer.putObject("counts")::put);
      answer.set("entries", rest);
      out.println(answer.toPrettyString());
    }
    return DONE.containsAll(counts.keySet()) ? 0 : 1;
  }

  private static String inWords(Map<String, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((result, count) -> words.add(count + " " + result.replace('-', ' ')));
    return words.isEmpty() ? "nothing was there to be dealt with" : String.join(", ", words);
  }

  private static void refuseWords(List<String> words, String why) {
    if (!words.isEmpty()) {
      throw new UsageException(why);
    }
  }

  private static String text(JsonNode of, String name) {
    return of.path(name).asText("-");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + " …";
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-12s %-10s %-17s %-24s %-24s  %s", cells);
  }
}
