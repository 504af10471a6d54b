package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.PartFailure;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Orders that a public dataset's past is published too, and follows the order to its end. */
final class PublishBack implements Command {

  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String MESSAGE = "--message";
  private static final String DETACH = "--detach";
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  @Override
  public String name() {
    return "publish-back";
  }

  @Override
  public String summary() {
    return "publishes what a public dataset kept inside before it was public; lists such orders";
  }

  @Override
  public String usage() {
    return "DATASET [--from T --to T --message WHY]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(FROM, "T", "windows that start at or after it: an instant, a date, or P30D"),
        new Option(TO, "T", "… and before it"),
        new Option(MESSAGE, "WHY", "why, for the audit trail"),
        new Option(DETACH, "", "does not wait for the end; without " + FROM + " it is listed"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) throws InterruptedException {
    arguments.demandWords(1, 1, "which dataset");
    String dataset = URLEncoder.encode(arguments.words().get(0), StandardCharsets.UTF_8);
    String path = "/admin/v1/datasets/" + dataset + "/back-publication";
    AdminApi api = Cities.admin(arguments);
    boolean lists = !arguments.has(FROM) && !arguments.has(TO);
    if (lists) {
      Cities.demand(api.get(path)).path("jobs").forEach(job -> out.println(line(job)));
      return 0;
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("from", needed(arguments, FROM)).put("to", needed(arguments, TO));
    order.put("message", needed(arguments, MESSAGE));
    JsonNode job = Cities.demand(api.post(path, order));
    out.println(line(job));
    return arguments.has(DETACH) ? 0 : follow(api, path, job.path("job").asText(), out);
  }

  private static String needed(Arguments arguments, String option) {
    return arguments
        .value(option)
        .orElseThrow(() -> new UsageException("say " + FROM + ", " + TO + " and " + MESSAGE));
  }

  private static int follow(AdminApi api, String path, String name, PrintStream out)
      throws InterruptedException {
    String told = "";
    while (true) {
      JsonNode job = named(name, Cities.demand(api.get(path)).path("jobs"));
      String line = line(job);
      if (!line.equals(told)) {
        out.println(line);
        told = line;
      }
      String state = job.path("state").asText();
      if (state.equals("done")) {
        return 0;
      }
      if (state.equals("refused")) {
        throw new PartFailure(name + " was refused: " + job.path("detail").asText());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private static JsonNode named(String name, JsonNode jobs) {
    for (JsonNode job : jobs) {
      if (job.path("job").asText().equals(name)) {
        return job;
      }
    }
    throw new PartFailure("the api does not know " + name + " any more");
  }

  private static String line(JsonNode job) {
    return "%s %s from %s to %s: %d published, %d passed over%s"
        .formatted(
            job.path("job").asText(),
            job.path("state").asText(),
            job.path("from").asText(),
            job.path("to").asText(),
            job.path("published").asLong(),
            job.path("passedOver").asLong(),
            job.hasNonNull("reached") ? ", reached " + job.path("reached").asText() : "");
  }
}
