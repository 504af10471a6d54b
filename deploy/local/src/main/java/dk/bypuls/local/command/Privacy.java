package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.PartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tries a policy on what a dataset has of the past, and says what it would have told. */
final class Privacy implements Command {

  private static final String POLICY = "--policy";
  private static final String VERSION = "--version";
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String GROUPS = "--k";
  private static final String MESSAGE = "--message";
  private static final String DETACH = "--detach";
  private static final List<String> VERBS = List.of("simulate", "report", "list", "tightened");

  @Override
  public String name() {
    return "privacy";
  }

  @Override
  public String summary() {
    return "tries a policy on a dataset's past before it is chosen; shows the reports there are, and"
        + " what became of what was out";
  }

  @Override
  public String usage() {
    return "simulate DATASET --policy FILE|--version N --from T --to T --message WHY"
        + " | report DATASET JOB | list DATASET | tightened DATASET";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(POLICY, "FILE", "the keys of a policy, as in a registry file"),
        new Option(VERSION, "N", "… or one that the dataset has, by its number"),
        new Option(FROM, "T", "leaves that start at or after it: an instant, a date, or P7D"),
        new Option(TO, "T", "… and end by it"),
        new Option(GROUPS, "N,N…", "what these smallest groups would cost beside the policy's own"),
        new Option(MESSAGE, "WHY", "why, for the audit trail"),
        new Option(DETACH, "", "does not wait for the end"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(1, 3, "simulate, report, list or tightened");
    List<String> words = arguments.words();
    String verb = words.get(0);
    if (!VERBS.contains(verb)) {
      throw new UsageException("unknown word privacy " + verb + Nearest.hint(verb, VERBS));
    }
    int wanted = verb.equals("report") ? 3 : 2;
    arguments.demandWords(
        wanted, wanted, wanted == 3 ? "which dataset and which job" : "which dataset");
    String path = "/admin/v1/datasets/" + encoded(words.get(1)) + "/simulations";
    if (verb.equals("simulate")) {
      ObjectNode order = order(arguments);
      return simulate(Cities.admin(arguments), path, order, arguments, out);
    }
    AdminApi api = Cities.admin(arguments);
    if (verb.equals("tightened")) {
      String jobs = "/admin/v1/datasets/" + encoded(words.get(1)) + "/tightenings";
      return new Jobs(api, jobs, Privacy::tightened, out).list();
    }
    return verb.equals("list")
        ? new Jobs(api, path, Privacy::line, out).list()
        : report(api, path, words.get(2), out);
  }

  private static ObjectNode order(Arguments arguments) {
    if (arguments.has(POLICY) == arguments.has(VERSION)) {
      throw new UsageException("say either " + POLICY + " FILE or " + VERSION + " N");
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    arguments.number(VERSION).ifPresent(number -> order.put("version", number));
    arguments.value(GROUPS).ifPresent(text -> addGroups(order.putArray("smallestGroups"), text));
    order.put("from", needed(arguments, FROM)).put("to", needed(arguments, TO));
    order.put("message", needed(arguments, MESSAGE));
    arguments.value(POLICY).ifPresent(file -> order.put("policy", text(Path.of(file))));
    return order;
  }

  private static void addGroups(ArrayNode groups, String text) {
    for (String part : text.split(",", -1)) {
      try {
        groups.add(Integer.parseInt(part.strip()));
      } catch (NumberFormatException e) {
        throw new UsageException(GROUPS + " is whole numbers such as 10,20,50, not " + text);
      }
    }
  }

  private static String needed(Arguments arguments, String option) {
    return arguments
        .value(option)
        .orElseThrow(() -> new UsageException("say " + FROM + ", " + TO + " and " + MESSAGE));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " as UTF-8 text", e);
    }
  }

  private static int simulate(
      AdminApi api, String path, ObjectNode order, Arguments arguments, PrintStream out)
      throws InterruptedException {
    AdminApi.Answer answer = api.post(path, order);
    for (JsonNode error : answer.body().path("errors")) {
      out.println(
          "%s:%d:%d: %s"
              .formatted(
                  arguments.value(POLICY).orElse(""),
                  error.path("line").asInt(),
                  error.path("column").asInt(),
                  error.path("message").asText()));
    }
    JsonNode job = Cities.demand(answer);
    if (arguments.has(DETACH)) {
      out.println(line(job));
      return 0;
    }
    new Jobs(api, path, Privacy::line, out).follow(job);
    return report(api, path, job.path("job").asText(), out);
  }

  private static int report(AdminApi api, String path, String job, PrintStream out) {
    JsonNode found = Cities.demand(api.get(path + "/" + encoded(job)));
    if (!found.hasNonNull("report")) {
      throw new PartFailure(
          "%s has no report: it is %s %s"
              .formatted(job, found.path("state").asText(), found.path("detail").asText())
              .strip());
    }
    out.println();
    out.print(new SimulationTable(found).text());
    return 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A version, how far it is, and what became of what was out. */
  private static String tightened(JsonNode job) {
    StringBuilder text =
        new StringBuilder(
            "version %d from %s: %s"
                .formatted(
                    job.path("version").asInt(),
                    job.path("from").asText(),
                    job.path("state").asText()));
    for (JsonNode count : job.path("report")) {
      text.append(
          "%n  %-5s %-6s %d kept, %d changed, %d withdrawn"
              .formatted(
                  count.path("resolution").asText(),
                  count.path("what").asText(),
                  count.path("kept").asLong(),
                  count.path("changed").asLong(),
                  count.path("withdrawn").asLong()));
    }
    return text.toString();
  }

  private static String line(JsonNode job) {
    return "%s %s from %s to %s%s"
        .formatted(
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("from").asText(),
            job.path("to").asText(),
            job.hasNonNull("reached") ? ", reached " + job.path("reached").asText() : "");
  }
}
