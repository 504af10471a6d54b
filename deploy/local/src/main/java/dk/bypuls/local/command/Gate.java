package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows where a dataset stands on its way to everyone, and takes the next step. */
final class Gate implements Command {

  private static final String MESSAGE = "--message";
  private static final String PROPOSAL = "--proposal";
  private static final String SUNSET = "--sunset";

  /** What a proposal is made on, as the API calls it, by option. */
  private static final Map<String, String> GROUNDS =
      Map.of(
          "--reference", "reference",
          "--risk", "riskAssessment",
          "--remaining-risk", "remainingRisk",
          "--from", "from",
          "--decided-by", "decidedBy");

  private static final List<String> VERBS = List.of("propose", "approve", "reject", "advance");

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String summary() {
    return "shows how far a dataset is on its way to everyone; proposes, approves, rejects, advances";
  }

  @Override
  public String usage() {
    return "DATASET [propose | approve | reject | advance STAGE] [--message WHY] [options]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(MESSAGE, "WHY", "why, for the audit trail; every step needs it"),
        new Option(
            "--reference", "R", "propose: where it is filed, and the simulation that was read"),
        new Option("--risk", "TEXT", "propose: what was considered"),
        new Option("--remaining-risk", "TEXT", "propose: what risk remains"),
        new Option("--from", "T", "propose: which windows, by their start (default: from now on)"),
        new Option("--decided-by", "WHO", "propose: in whose name (default: the dataset's owner)"),
        new Option(PROPOSAL, "N", "approve, reject: which one, as this command shows it"),
        new Option(SUNSET, "T", "advance deprecated: when it will end"),
        Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, 3, "which dataset");
    List<String> words = arguments.words();
    String dataset = URLEncoder.encode(words.get(0), StandardCharsets.UTF_8);
    String path = "/admin/v1/datasets/" + dataset + "/gate";
    AdminApi api = Cities.admin(arguments);
    if (words.size() == 1) {
      print(Cities.demand(api.get(path)), out);
      return 0;
    }
    String verb = words.get(1);
    ObjectNode body =
        switch (verb) {
          case "propose" -> grounds(arguments);
          case "approve", "reject" -> decision(arguments);
          case "advance" -> advance(arguments, words);
          default ->
              throw new UsageException("unknown word gate " + verb + Nearest.hint(verb, VERBS));
        };
    print(Cities.demand(api.post(path + "/" + verb, body)), out);
    return 0;
  }

  private static ObjectNode grounds(Arguments arguments) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    GROUNDS.forEach(
        (option, key) -> arguments.value(option).ifPresent(value -> body.put(key, value)));
    return body.put("message", why(arguments));
  }

  private static ObjectNode decision(Arguments arguments) {
    int number =
        arguments
            .number(PROPOSAL)
            .orElseThrow(
                () -> new UsageException("say " + PROPOSAL + " N: ./bypuls gate DATASET shows it"));
    return JsonNodeFactory.instance
        .objectNode()
        .put("proposal", number)
        .put("message", why(arguments));
  }

  private static ObjectNode advance(Arguments arguments, List<String> words) {
    if (words.size() < 3) {
      throw new UsageException("say where to: pilot, public, deprecated or withdrawn");
    }
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("to", words.get(2).toLowerCase(Locale.ROOT))
            .put("reason", why(arguments));
    arguments.value(SUNSET).ifPresent(value -> body.put("sunset", value));
    return body;
  }

  private static String why(Arguments arguments) {
    return arguments
        .value(MESSAGE)
        .orElseThrow(() -> new UsageException("say why: " + MESSAGE + " WHY"));
  }

  private static void print(JsonNode gate, PrintStream out) {
    out.println(
        gate.path("dataset").asText()
            + " is "
            + gate.path("stage").asText()
            + said(gate, "since", " since ")
            + said(gate, "from", "; windows from ")
            + said(gate, "sunset", "; it ends "));
    List<String> missing = new ArrayList<>();
    gate.path("missing").forEach(key -> missing.add(key.asText()));
    if (!missing.isEmpty()) {
      out.println("missing before anyone can decide: " + String.join(", ", missing));
    }
    for (JsonNode linked : gate.path("linkage")) {
      out.printf(
          "%s: %s%n",
          linked.path("refused").asBoolean() ? "cannot be approved" : "shared",
          linked.path("detail").asText());
    }
    if (gate.hasNonNull("simulation")) {
      simulation(gate.path("simulation"), out);
    }
    for (JsonNode version : gate.path("whatIsOut")) {
      out.printf(
          "what is out when version %d of the policy begins (%s): %s%n",
          version.path("version").asInt(),
          version.path("from").asText(),
          version.path("stays").asBoolean()
              ? "stays as it is"
              : "told anew, coarser or not at all (./bypuls privacy tightened DATASET)");
    }
    if (gate.hasNonNull("proposal")) {
      proposal(gate.path("proposal"), out);
    }
    for (JsonNode decision : gate.path("decisions")) {
      out.printf(
          "  %s %s by %s%s%n",
          decision.path("at").asText(),
          decision.path("action").asText(),
          decision.path("who").asText(),
          said(decision, "message", ": "));
    }
  }

  private static void simulation(JsonNode simulation, PrintStream out) {
    out.printf(
        "its reference names %s%s%s%s%s%n",
        simulation.path("job").asText(),
        said(simulation, "from", " of "),
        said(simulation, "to", " to "),
        said(simulation, "state", ", which is "),
        said(simulation, "refused", ". It cannot be approved: "));
  }

  private static void proposal(JsonNode proposal, PrintStream out) {
    out.printf(
        "proposal %d of %s by %s%s: %s%s%n",
        proposal.path("number").asLong(),
        proposal.path("proposedAt").asText(),
        proposal.path("proposedBy").asText(),
        said(proposal, "message", ", "),
        proposal.path("state").asText(),
        said(proposal, "decidedBy", " by "));
    for (JsonNode field : proposal.path("difference")) {
      out.printf(
          "  %s: %s -> %s%n",
          field.path("field").asText(),
          field.hasNonNull("inForce") ? field.path("inForce") : "nothing",
          field.hasNonNull("proposed") ? field.path("proposed") : "nothing");
    }
  }

  private static String said(JsonNode node, String key, String before) {
    return node.hasNonNull(key) ? before + node.path(key).asText() : "";
  }
}
