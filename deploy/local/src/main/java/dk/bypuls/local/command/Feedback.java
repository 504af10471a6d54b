package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows what people outside said of a dataset, and answers it. */
final class Feedback implements Command {
  private static final String STATE = "--state";
  private static final String ANSWER = "--answer";
  private static final List<String> VERBS = List.of("list", "answer");

  @Override
  public String name() {
    return "feedback";
  }

  @Override
  public String summary() {
    return "shows what people outside said of a dataset, and answers it";
  }

  @Override
  public String usage() {
    return "list [DATASET] | answer DATASET NUMBER --state STATE [--answer TEXT]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(STATE, "STATE", "received, being-looked-at, answered, mended or declined"),
        new Option(ANSWER, "TEXT", "what its sender is told; the last three states need it"),
        Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, 3, "list, list DATASET, or answer DATASET NUMBER");
    List<String> words = arguments.words();
    String verb = words.get(0);
    AdminApi api = Cities.admin(arguments);
    if (words.equals(List.of("list"))) {
      waiting(Cities.demand(api.get("/admin/v1/feedback")).path("datasets"), out);
      return 0;
    }
    if (words.size() < 2) {
      throw new UsageException("say list, list DATASET, or answer DATASET NUMBER");
    }
    String path = "/admin/v1/datasets/" + inAddress(words.get(1)) + "/feedback";
    switch (verb) {
      case "list" ->
          Cities.demand(api.get(path)).path("feedback").forEach(each -> print(each, out));
      case "answer" -> {
        if (words.size() < 3) {
          throw new UsageException("say which: ./bypuls feedback list DATASET shows the numbers");
        }
        print(Cities.demand(api.post(path + "/" + inAddress(words.get(2)), body(arguments))), out);
      }
      default ->
          throw new UsageException("unknown word feedback " + verb + Nearest.hint(verb, VERBS));
    }
    return 0;
  }

  private static void waiting(JsonNode datasets, PrintStream out) {
    if (datasets.isEmpty()) {
      out.println("nothing waits for an answer");
    }
    for (JsonNode each : datasets) {
      out.printf(
          "%-32s %d, the oldest of %s%n",
          each.path("dataset").asText(),
          each.path("waiting").asInt(),
          each.path("oldest").asText());
    }
  }

  private static String inAddress(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  private static ObjectNode body(Arguments arguments) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "state",
        arguments.value(STATE).orElseThrow(() -> new UsageException("say " + STATE + " STATE")));
    arguments.value(ANSWER).ifPresent(text -> body.put("answer", text));
    return body;
  }

  /** What people wrote stands indented, so that it cannot pass for what this command says. */
  private static void print(JsonNode feedback, PrintStream out) {
    out.printf(
        "%d %s, of %s, kept until %s%n",
        feedback.path("id").asLong(),
        feedback.path("state").asText(),
        feedback.path("receivedAt").asText(),
        feedback.path("keptUntil").asText());
    if (feedback.hasNonNull("window")) {
      out.println("  window: " + feedback.path("window"));
    }
    indented("", feedback.path("text"), out);
    indented("contact: ", feedback.path("contact"), out);
    indented("answer: ", feedback.path("answer"), out);
  }

  private static void indented(String what, JsonNode text, PrintStream out) {
    if (text.isTextual()) {
      out.println("  " + what + text.asText().replace("\n", "\n    "));
    }
  }
}
